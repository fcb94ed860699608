package dev.namestead.epp.xml;

import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML from somebody who may be hostile: no document type, so neither external nor expanding
 * entities, and a limit on depth. The size is limited by who reads the frame.
 */
public final class XmlReader {

    /** More than any frame has that repeats its namespaces in each element; the JDK's parser compares each with all. */
    private static final int MAX_NAMESPACES = 5000;

    private static final String NAMESPACE = "xmlns";

    /** To make a parser costs as much as to read a frame with it, so they are used again, but not for ever. */
    private static final int MAX_USES = 500;

    private static final int MAX_IDLE = 32;
    private static final int LONG_FRAME = 1 << 16;

    private final Queue<Parser> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final int maxDepth;

    public XmlReader(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** A factory keeps the reader that it made last, with its tables, and hands it out again. For one thread at a time. */
    private static final class Parser {
        private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        private int uses;

        Parser() {
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty("reuse-instance", true);
            factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
                throw new XMLStreamException("external entities are not read");
            });
        }
    }

    /** The root element. The encoding is that of the XML declaration, UTF-8 without one. */
    public XmlElement read(byte[] xml) throws XMLStreamException {
        String text = decode(xml);
        Parser parser = idle.poll();
        if (parser == null) {
            parser = new Parser();
        } else {
            idleCount.decrementAndGet();
        }
        try {
            XMLStreamReader reader = parser.factory.createXMLStreamReader(new StringReader(text));
            XmlElement root = readDocument(reader);
            reader.close();
            keep(parser, xml.length);
            return root;
        } catch (RuntimeException e) {
            // The parser of the JDK lets some of its own through on broken input.
            throw new XMLStreamException("not XML: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Only what has read well, and no longer than its tables of names stay small. */
    private void keep(Parser parser, int length) {
        boolean fresh = ++parser.uses < MAX_USES && length < LONG_FRAME;
        if (fresh && idleCount.get() < MAX_IDLE) {
            idleCount.incrementAndGet();
            idle.add(parser);
        }
    }

    private static String decode(byte[] xml) throws XMLStreamException {
        try {
            String text = XmlEncoding.decode(xml);
            refuseManyNamespaces(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new XMLStreamException("not text in the encoding that it claims", e);
        }
    }

    private static void refuseManyNamespaces(String text) throws XMLStreamException {
        int found = 0;
        for (int at = text.indexOf(NAMESPACE); at >= 0; at = text.indexOf(NAMESPACE, at + NAMESPACE.length())) {
            if (++found > MAX_NAMESPACES) {
                throw new XMLStreamException("more than " + MAX_NAMESPACES + " namespaces are declared");
            }
        }
    }

    private XmlElement readDocument(XMLStreamReader reader) throws XMLStreamException {
        // RFC 5730, section 2: EPP is XML 1.0. The JDK's parser takes the namespaces of a 1.1 document for attributes.
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            throw new XMLStreamException("not XML 1.0");
        }
        Deque<XmlBuilder> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("unknown entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= maxDepth) {
                        throw new XMLStreamException("elements are nested deeper than " + maxDepth);
                    }
                    open.push(start(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> root = close(open);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    addText(open.peek(), reader.getText());
                default -> {
                    // Comments and processing instructions say nothing in EPP.
                }
            }
        }
        if (root == null) {
            throw new XMLStreamException("no element");
        }
        return root;
    }

    private static XmlBuilder start(XMLStreamReader reader) throws XMLStreamException {
        var element = new XmlBuilder(orEmpty(reader.getNamespaceURI()), localName(reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = orEmpty(reader.getAttributeNamespace(i));
            String name = localName(reader.getAttributeLocalName(i));
            element.attribute(namespace.isEmpty() ? name : "{" + namespace + "}" + name, reader.getAttributeValue(i));
        }
        return element;
    }

    /** The JDK's parser lets names through that begin or end with a colon, which are none where there are namespaces. */
    private static String localName(String name) throws XMLStreamException {
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new XMLStreamException("not a name");
        }
        return name;
    }

    private static XmlElement close(Deque<XmlBuilder> open) {
        XmlElement element = open.pop().build();
        XmlBuilder parent = open.peek();
        if (parent != null) {
            parent.child(element);
        }
        return element;
    }

    private static void addText(@Nullable XmlBuilder element, String text) {
        if (element != null) {
            element.text(text);
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
