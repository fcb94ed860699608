package dev.namestead.epp.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

    private final XmlReader reader = new XmlReader(8);

    @Test
    void anElement_hasNamespaceAttributesTextAndChildren() throws Exception {
        XmlElement element = read("""
                <?xml version='1.0' encoding="utf-8" standalone='no' ?><!-- before -->
                <?skip this?><p:a xmlns:p="u" xmlns="v" b="1" p:c='2'>x<d/>y<p:e xmlns:p="w"/></p:a>
                <!-- after -->""");
        assertThat(element)
                .isEqualTo(new XmlElement(
                        "u",
                        "a",
                        Map.of("b", "1", "{u}c", "2"),
                        List.of(
                                new XmlNode.Text("x"),
                                new XmlElement("v", "d", Map.of(), List.of()),
                                new XmlNode.Text("y"),
                                new XmlElement("w", "e", Map.of(), List.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "&lt;&gt;&amp;&quot;&apos;|<>&\"'",
                "&#65;&#x42;&#x1F600;&#0000067;|AB\uD83D\uDE00C",
                "a<!-- no -->b<?no no?>c|abc",
                "<![CDATA[<a>&amp;]]]]><![CDATA[>]]>|<a>&amp;]]>",
                "a]]b]>c|a]]b]>c",
                "\u00E9\u4E2D\uD83D\uDE00|\u00E9\u4E2D\uD83D\uDE00"
            })
    void text_isWhatItMeans(String written, String meant) throws Exception {
        assertThat(read("<a>" + written + "</a>").rawText()).isEqualTo(meant);
    }

    @Test
    void lineEndsAndSpace_becomeWhatXmlSays() throws Exception {
        assertThat(read("<a>1\r\n2\r3\n4&#13;</a>").rawText()).isEqualTo("1\n2\n3\n4\r");
        assertThat(read("<a b='1\r\n2\r3\n4\t5&#10;'/>").attribute("b")).isEqualTo("1 2 3 4 5\n");
        assertThat(read("<a><![CDATA[1\r\n2]]></a>").rawText()).isEqualTo("1\n2");
    }

    @Test
    void aNamespace_endsWithItsElement() throws Exception {
        XmlElement element = read("<a xmlns='u'><b xmlns=''/><c xmlns:p='v'><p:d/></c><e/></a>");
        assertThat(element.children()).extracting(XmlElement::namespace).containsExactly("", "u", "u");
        assertThat(read("<a xml:lang='en'/>").attribute("{http://www.w3.org/XML/1998/namespace}lang"))
                .isEqualTo("en");
        refused("<a><b xmlns:p='u'/><p:c/></a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "<",
                "<a",
                "<a ",
                "<a>",
                "<a></b>",
                "<a></a",
                "<a/><a/>",
                "<a/>x",
                "x<a/>",
                "<a/",
                "< a/>",
                "<a / >",
                "</a>",
                "<1a/>",
                "<a b/>",
                "<a b=/>",
                "<a b=1/>",
                "<a b='1'c='2'/>",
                "<a b='1' b='2'/>",
                "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
                "<a b='<'/>",
                "<a b='&'/>",
                "<a b='1\"/>",
                "<a>&</a>",
                "<a>&;</a>",
                "<a>&lt</a>",
                "<a>&nbsp;</a>",
                "<a>&LT;</a>",
                "<a>&#;</a>",
                "<a>&#x;</a>",
                "<a>&#+65;</a>",
                "<a>&#\u0661;</a>",
                "<a>&#X41;</a>",
                "<a>&#0;</a>",
                "<a>&#xD800;</a>",
                "<a>&#xFFFE;</a>",
                "<a>&#x110000;</a>",
                "<a>&#99999999999999999999;</a>",
                "<a>\u0000</a>",
                "<a>\u0001</a>",
                "<a>\uFFFE</a>",
                "<a b='\u0001'/>",
                "<a>]]></a>",
                "<a><![CDATA[x</a>",
                "<a><![CDATA[\u0001]]></a>",
                "<a><![cdata[x]]></a>",
                "<![CDATA[x]]><a/>",
                "<a><!-- -- --></a>",
                "<a><!-- --->x</a>",
                "<a><!-- x</a>",
                "<a><!- x --></a>",
                "<a><!x></a>",
                "<a><?xml x?></a>",
                "<a><?XmL?></a>",
                "<a><?p:q?></a>",
                "<a><?p/></a>",
                "<a><??></a>",
                " <?xml version='1.0'?><a/>",
                "<?xml?><a/>",
                "<?xml encoding='UTF-8'?><a/>",
                "<?xml version='1.1'?><a/>",
                "<?xml version='&#49;.0'?><a/>",
                "<?xml version='1.0\"?><a/>",
                "<?xml version='1.0' encoding='-'?><a/>",
                "<?xml version='1.0' standalone='maybe'?><a/>",
                "<?xml version='1.0'encoding='UTF-8'?><a/>",
                "<?xml version='1.0' standalone='no' encoding='UTF-8'?><a/>",
                "<!DOCTYPE a><a/>",
                "<a/><!DOCTYPE a>",
                "<a><!DOCTYPE a></a>",
                "<!ELEMENT a ANY><a/>",
                "<p:a/>",
                "<a p:b='1'/>",
                "<:a/>",
                "<a:/>",
                "<a:b:c xmlns:a='u'/>",
                "<a xmlns:p=''/>",
                "<a xmlns:='u'/>",
                "<a xmlns='u' xmlns='v'/>",
                "<a xmlns:p='u' xmlns:p='v'/>",
                "<a xmlns:xmlns='u'/>",
                "<a xmlns:xml='u'/>",
                "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
                "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
                "<p:a xmlns:p='u'></a>",
                "<p:a xmlns:p='u' xmlns:q='u'></q:a>",
                "<a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a>"
            })
    void whatIsNoXml_isRefused(String xml) {
        refused(xml);
    }

    @Test
    void aRefusal_saysTheLine_andNothingOfTheText() {
        assertThatThrownBy(() -> read("<a>\n<pw>secret</wp>\n</a>")).isInstanceOfSatisfying(XmlException.class, e -> {
            assertThat(e.line()).isEqualTo(2);
            assertThat(e.getMessage()).doesNotContain("secret", "pw");
        });
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() {
        assertThatThrownBy(() -> reader.read(new byte[] {'<', 'a', '>', (byte) 0xC0, (byte) 0xAF, '<', '/', 'a', '>'}))
                .isInstanceOf(XmlException.class);
    }

    private void refused(String xml) {
        assertThatThrownBy(() -> read(xml)).as(xml).isInstanceOf(XmlException.class);
    }

    private XmlElement read(String xml) throws XmlException {
        return reader.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
