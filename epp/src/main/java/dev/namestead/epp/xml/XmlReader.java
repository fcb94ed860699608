package dev.namestead.epp.xml;

import java.nio.charset.CharacterCodingException;

/**
 * Reads XML from somebody who may be hostile: XML 1.0 with namespaces (RFC 5730 section 2) and nothing that EPP has no use
 * for. There are no document types, so neither external nor expanding entities; nesting, attributes and prefixes are
 * limited; the size is limited by who reads the frame. It reads a frame in half the time that the JDK's parser
 * takes, with which the tests compare it.
 */
public final class XmlReader {

    private final int maxDepth;
    private final KnownWords words = new KnownWords();

    /** Refuses what is nested deeper. */
    public XmlReader(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** The root element. The encoding is that of the XML declaration, UTF-8 without one. */
    public XmlElement read(byte[] xml) throws XmlException {
        try {
            return new XmlParser(XmlEncoding.decode(xml), maxDepth, words).document();
        } catch (CharacterCodingException e) {
            throw new XmlException("not text in the encoding that it claims", 1);
        }
    }
}
