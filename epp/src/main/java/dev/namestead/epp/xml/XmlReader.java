package dev.namestead.epp.xml;

import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final XMLInputFactory factory;
    private final int maxDepth;

    public XmlReader(int maxDepth) {
        this.maxDepth = maxDepth;
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
    }

    /** The root element. The encoding is that of the XML declaration, UTF-8 without one. */
    public XmlElement read(byte[] xml) throws XMLStreamException {
        XMLStreamReader reader;
        synchronized (factory) {
            reader = factory.createXMLStreamReader(new StringReader(decode(xml)));
        }
        try {
            return readDocument(reader);
        } catch (RuntimeException e) {
            // The parser of the JDK lets some of its own through on broken input.
            throw new XMLStreamException("not XML: " + e.getClass().getSimpleName(), e);
        } finally {
            reader.close();
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

    private static XmlBuilder start(XMLStreamReader reader) {
        var element = new XmlBuilder(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = orEmpty(reader.getAttributeNamespace(i));
            String name = reader.getAttributeLocalName(i);
            attributes.put(namespace.isEmpty() ? name : "{" + namespace + "}" + name, reader.getAttributeValue(i));
        }
        attributes.forEach(element::attribute);
        return element;
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
