package dev.namestead.epp.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;

/** One pass over one document: declaration, elements, and what may stand around them (XML 1.0, sections 2.8 and 3). */
final class XmlParser {

    /** As the JDK's parser has it; no element of EPP has ten. */
    private static final int MOST_ATTRIBUTES = 200;

    private static final int PARTS = 3;

    private static final FixedList<XmlNode> EMPTY = new FixedList<>(new XmlNode[0], 0);

    private static final Pattern DECLARATION = Pattern.compile("""
        <\\?xml\\s+version\\s*=\\s*(["'])1\\.0\\1(\\s+encoding\\s*=\\s*(["'])[A-Za-z][A-Za-z0-9._-]*\\3)?\
        (\\s+standalone\\s*=\\s*(["'])(yes|no)\\5)?\\s*\\?>\
        """.replace("\\s", "[ \\t\\r\\n]"));

    private final XmlText text;
    private final int maxDepth;
    private final NamespaceScope scope = new NamespaceScope();
    /** What the open elements contain so far; each knows where its own begins. */
    private XmlNode[] nodes = new XmlNode[32];

    private int count;
    /** Prefix, name and value of each attribute in the tag that is being read. */
    private final List<String> found = new ArrayList<>();

    XmlParser(String text, int maxDepth, KnownWords words) {
        this.text = new XmlText(text, words);
        this.maxDepth = maxDepth;
    }

    XmlElement document() throws XmlException {
        declaration();
        misc();
        if (text.peek() != '<') {
            throw text.bad("no element");
        }
        XmlElement root = element(1);
        misc();
        if (!text.isAtEnd()) {
            throw text.bad("something follows the last element");
        }
        return root;
    }

    /**
     * RFC 5730, section 2: EPP is XML 1.0; what else calls itself XML is refused later as an instruction of that name. The
     * encoding has been judged where the bytes were decoded.
     */
    private void declaration() {
        if (!text.skip(XmlWriter.DECLARATION)) {
            text.skip(DECLARATION);
        }
    }

    private void equalsSign() throws XmlException {
        text.skipSpace();
        text.expect('=');
        text.skipSpace();
    }

    /** Before and after the root: white space, comments, instructions to somebody else. */
    private void misc() throws XmlException {
        while (true) {
            text.skipSpace();
            if (text.skip("<!--")) {
                comment();
            } else if (text.skip("<?")) {
                instruction();
            } else if (text.skip("<!")) {
                throw text.bad("a document type is not allowed");
            } else {
                return;
            }
        }
    }

    private void comment() throws XmlException {
        text.before("--");
        text.expect('>');
    }

    private void instruction() throws XmlException {
        int from = text.name();
        if (!text.prefix(from).isEmpty() || text.localName(from).equalsIgnoreCase(XMLConstants.XML_NS_PREFIX)) {
            throw text.bad("a declaration out of its place");
        }
        if (!text.skip("?>")) {
            if (!text.skipSpace()) {
                throw text.bad("a name is none");
            }
            text.before("?>");
        }
    }

    private XmlElement element(int depth) throws XmlException {
        if (depth > maxDepth) {
            throw text.bad("elements are nested deeper than " + maxDepth);
        }
        text.expect('<');
        int nameFrom = text.name();
        int nameTo = text.at();
        String prefix = text.prefix(nameFrom);
        String name = text.localName(nameFrom);
        int outerScope = scope.size();
        Map<String, String> attributes = attributes(outerScope);
        String namespace = namespace(prefix);
        FixedList<XmlNode> content = EMPTY;
        if (!text.skip('/')) {
            text.expect('>');
            content = content(depth);
            if (!text.skipSame(nameFrom, nameTo)) {
                throw text.bad("an element has another end");
            }
            text.skipSpace();
        }
        text.expect('>');
        scope.shrink(outerScope);
        return new XmlElement(namespace, name, attributes, content);
    }

    private String namespace(String prefix) throws XmlException {
        String uri = scope.uri(prefix);
        if (uri == null) {
            throw text.bad("a prefix is not declared");
        }
        return uri;
    }

    /** Declarations go to the scope, and hold for the attributes before them too. */
    private Map<String, String> attributes(int outerScope) throws XmlException {
        found.clear();
        int count = 0;
        while (text.skipSpace() && text.peek() != '>' && text.peek() != '/') {
            if (++count > MOST_ATTRIBUTES) {
                throw text.bad("more than " + MOST_ATTRIBUTES + " attributes");
            }
            int from = text.name();
            String prefix = text.prefix(from);
            String name = text.localName(from);
            equalsSign();
            String value = text.quoted();
            boolean ofDefault = prefix.isEmpty() && name.equals(XMLConstants.XMLNS_ATTRIBUTE);
            if (ofDefault || prefix.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
                String why = scope.declare(ofDefault ? "" : name, value, outerScope);
                if (why != null) {
                    throw text.bad(why);
                }
            } else {
                found.add(prefix);
                found.add(name);
                found.add(value);
            }
        }
        return found.isEmpty() ? Map.of() : byName();
    }

    private Map<String, String> byName() throws XmlException {
        if (found.size() == PARTS) {
            return Map.of(key(0), found.get(2));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i += PARTS) {
            if (attributes.put(key(i), found.get(i + 2)) != null) {
                throw text.bad("an attribute stands twice");
            }
        }
        return attributes;
    }

    private String key(int attribute) throws XmlException {
        String prefix = found.get(attribute);
        String name = found.get(attribute + 1);
        return prefix.isEmpty() ? name : "{" + namespace(prefix) + "}" + name;
    }

    /** Up to the name in the end tag. Text on both sides of a comment is one. */
    private FixedList<XmlNode> content(int depth) throws XmlException {
        int from = count;
        String run = text.characters();
        while (true) {
            switch (text.peekSecond()) {
                case '/' -> {
                    text.expect('<');
                    text.expect('/');
                    push(run);
                    return taken(from);
                }
                case '!', '?' -> run = withoutMarkup(run);
                default -> {
                    push(run);
                    XmlElement child = element(depth + 1);
                    push(child);
                    run = text.characters();
                }
            }
        }
    }

    /** The text so far and that up to the next tag; between them stand comments, instructions and verbatim sections. */
    private String withoutMarkup(String before) throws XmlException {
        var run = new StringBuilder(before);
        while (true) {
            if (text.skip("<!--")) {
                comment();
            } else if (text.skip("<![CDATA[")) {
                run.append(text.before("]]>"));
            } else if (text.skip("<?")) {
                instruction();
            } else if (text.peekSecond() == '!') {
                throw text.bad("a mark that means nothing here");
            } else {
                return run.toString();
            }
            run.append(text.characters());
        }
    }

    private void push(String run) {
        if (!run.isEmpty()) {
            push(new XmlNode.Text(run));
        }
    }

    private void push(XmlNode node) {
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, count * 2);
        }
        nodes[count++] = node;
    }

    private FixedList<XmlNode> taken(int from) {
        int size = count - from;
        count = from;
        return size == 0 ? EMPTY : new FixedList<>(Arrays.copyOfRange(nodes, from, from + size), size);
    }
}
