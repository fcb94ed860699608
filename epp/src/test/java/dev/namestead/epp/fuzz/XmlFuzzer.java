package dev.namestead.epp.fuzz;

import dev.namestead.epp.xml.SecondOpinion;
import java.nio.charset.StandardCharsets;

/** Any text is the same XML to our reader and to the JDK's, or to neither. */
public final class XmlFuzzer {

    private XmlFuzzer() {}

    public static void fuzzerTestOneInput(byte[] xml) {
        SecondOpinion.confirms(new String(xml, StandardCharsets.UTF_8));
    }
}
