package dev.namestead.epp.xml;

/** What an element contains: other elements and text. */
public sealed interface XmlNode permits XmlElement, XmlNode.Text {

    /** Character data, unescaped, as it stood between two tags. */
    record Text(String value) implements XmlNode {}
}
