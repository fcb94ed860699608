package dev.namestead.epp.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** XML from somebody who means harm, by name: each is to be refused, or read, in no time and little memory. */
public final class HostileFrames {

    private static final String EPP = "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\">";

    private HostileFrames() {}

    public static Map<String, byte[]> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("a file as entity", "<!DOCTYPE epp [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + hello("&x;"));
        all.put("an address as entity", "<!DOCTYPE epp [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>" + hello("&x;"));
        all.put("a parameter entity", "<!DOCTYPE epp [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>" + hello(""));
        all.put("a document type elsewhere", "<!DOCTYPE epp SYSTEM \"http://127.0.0.1:9/epp.dtd\">" + hello(""));
        all.put("a bare document type", "<!DOCTYPE epp>" + hello(""));
        all.put("a billion laughs", laughs());
        all.put(
                "a quadratic blowup",
                "<!DOCTYPE epp [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>" + hello("&a;".repeat(50_000)));
        all.put("an entity of itself", "<!DOCTYPE epp [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>" + hello("&a;"));
        all.put("an attribute from a document type", "<!DOCTYPE epp [<!ATTLIST hello x CDATA \"y\">]>" + hello(""));
        all.put("twenty thousand levels", EPP + "<a>".repeat(20_000) + "</a>".repeat(20_000) + "</epp>");
        all.put("a hundred thousand levels, never closed", "<a>".repeat(100_000));
        all.put("a hundred thousand attributes", EPP + attributes(100_000));
        all.put("the same attribute twice", EPP + "<hello a=\"1\" a=\"2\"/></epp>");
        all.put("forty thousand prefixes", EPP + prefixes(40_000));
        all.put("half a million brothers", EPP + "<a/>".repeat(250_000) + "</epp>");
        all.put("a megabyte of text", hello("x".repeat(1_000_000)));
        all.put("a megabyte of white space", EPP + " ".repeat(1_000_000) + "<hello/></epp>");
        all.put("a megabyte of comment", EPP + "<!--" + "x".repeat(1_000_000) + "--><hello/></epp>");
        all.put("a hundred thousand comments", EPP + "<!--x-->".repeat(100_000) + "<hello/></epp>");
        all.put("a name of a megabyte", "<" + "e".repeat(1_000_000) + "/>");
        all.put("a number of a megabyte", price("9".repeat(1_000_000)));
        all.put("a number with an exponent", price("1E999999999"));
        all.put("a period of many digits", price("1") + "9".repeat(1000));
        all.put("a date of a million digits", date("2026-11-21T10:15:30." + "1".repeat(900_000) + "Z"));
        all.put("character references", hello("&#x41;".repeat(150_000)));
        all.put("a reference to nothing", hello("&#0;"));
        all.put("an encoding that lies", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + hello(""));
        all.put("an encoding that is none", "<?xml version=\"1.0\" encoding=\"x-evil\"?>" + hello(""));
        all.put("another version", "<?xml version=\"1.1\"?>" + hello("&#1;"));
        all.put("another version, with namespaces", "<?xml version=\"1.1\"?>" + price("1"));
        all.put("a stylesheet", "<?xml-stylesheet href=\"http://127.0.0.1:9/x\"?>" + hello(""));
        all.put(
                "an inclusion",
                EPP + "<x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/></epp>");
        all.put(
                "a schema elsewhere",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\" xmlns:x=\"http://www.w3.org/2001/"
                        + "XMLSchema-instance\" x:schemaLocation=\"urn:a http://127.0.0.1:9/a.xsd\"><hello/></epp>");
        all.put("no end", EPP + "<hello>");
        all.put("two roots", EPP + "<hello/></epp>" + EPP + "<hello/></epp>");
        all.put("nothing", "");
        all.put("zeros", "\u0000".repeat(1000));
        all.put("a page", "<html><body onload=\"alert(1)\">502 Bad Gateway</body></html>");
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        all.forEach((name, xml) -> bytes.put(name, xml.getBytes(StandardCharsets.UTF_8)));
        bytes.put("half a character", new byte[] {'<', 'e', 'p', 'p', '>', (byte) 0xE2, (byte) 0x82});
        bytes.put("an overlong slash", new byte[] {(byte) 0xC0, (byte) 0xAF});
        bytes.put("two bytes a character", hello("").getBytes(StandardCharsets.UTF_16));
        return bytes;
    }

    private static String hello(String inside) {
        return EPP + "<hello>" + inside + "</hello></epp>";
    }

    private static String laughs() {
        var xml = new StringBuilder("<!DOCTYPE epp [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        return xml.append("]>").append(hello("&l11;")).toString();
    }

    private static String attributes(int count) {
        var xml = new StringBuilder("<hello");
        for (int i = 0; i < count; i++) {
            xml.append(" a").append(i).append("=\"\"");
        }
        return xml.append("/></epp>").toString();
    }

    private static String prefixes(int count) {
        var xml = new StringBuilder("<hello");
        for (int i = 0; i < count; i++) {
            xml.append(" xmlns:p").append(i).append("=\"u\"");
        }
        return xml.append("/></epp>").toString();
    }

    private static String price(String number) {
        return EPP + "<response><result code=\"1000\"><msg>ok</msg></result><extension>"
                + "<creData xmlns=\"urn:ietf:params:xml:ns:epp:fee-1.0\"><fee>" + number
                + "</fee></creData></extension><trID><svTRID>1</svTRID></trID></response></epp>";
    }

    private static String date(String date) {
        return EPP + "<response><result code=\"1000\"><msg>ok</msg></result><resData>"
                + "<renData xmlns=\"urn:ietf:params:xml:ns:domain-1.0\"><name>a.com</name><exDate>" + date
                + "</exDate></renData></resData><trID><svTRID>1</svTRID></trID></response></epp>";
    }
}
