package dev.namestead.epp.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an element together; children take the namespace of their parent. A null value adds nothing. */
public final class XmlBuilder {

    private final String namespace;
    private final String name;
    /** Nearly all elements have none or one, so a map that can grow is made for the second. */
    private Map<String, String> attributes = Map.of();

    private final List<XmlNode> content = new ArrayList<>(4);

    /** An element without anything in it. */
    public XmlBuilder(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    /** A builder of another element in the same namespace. */
    public XmlBuilder nested(String childName) {
        return new XmlBuilder(namespace, childName);
    }

    /** Sets an attribute without a namespace. */
    public XmlBuilder attribute(String attributeName, @Nullable String value) {
        if (value != null) {
            if (attributes.isEmpty()) {
                attributes = Map.of(attributeName, value);
            } else {
                attributes = new LinkedHashMap<>(attributes);
                attributes.put(attributeName, value);
            }
        }
        return this;
    }

    /** Adds text. */
    public XmlBuilder text(@Nullable String value) {
        if (value != null && !value.isEmpty()) {
            content.add(new XmlNode.Text(value));
        }
        return this;
    }

    /** A child that holds only text. */
    public XmlBuilder child(String childName, @Nullable String value) {
        return value == null ? this : child(XmlElement.of(namespace, childName, value));
    }

    /** One child for each value. */
    public XmlBuilder children(String childName, List<String> values) {
        values.forEach(value -> child(childName, value));
        return this;
    }

    /** Adds what the other builder has so far. */
    public XmlBuilder child(@Nullable XmlBuilder child) {
        return child == null ? this : child(child.build());
    }

    /** Adds an element, of whatever namespace. */
    public XmlBuilder child(@Nullable XmlElement child) {
        if (child != null) {
            content.add(child);
        }
        return this;
    }

    /** Adds an element with nothing in it. */
    public XmlBuilder emptyChild(String childName) {
        return child(nested(childName));
    }

    /** Whether it has neither text nor children; attributes do not count. */
    public boolean isEmpty() {
        return content.isEmpty();
    }

    /** The element as it is now. */
    public XmlElement build() {
        return new XmlElement(namespace, name, attributes, content);
    }
}
