package dev.namestead.epp.codec;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.UnhandledNamespaces;
import dev.namestead.epp.extension.ExtensionCodec;
import dev.namestead.epp.extension.ExtensionCodecs;
import dev.namestead.epp.object.ObjectCodec;
import dev.namestead.epp.object.ObjectCodecs;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlException;
import dev.namestead.epp.xml.XmlReader;
import dev.namestead.epp.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From messages to the XML inside a frame and back. A client encodes commands and decodes answers, a
 * server the reverse; both use this class. Safe for use by many threads.
 *
 * <p>Commands are read strictly, so that a server can refuse them. Answers are read leniently: data and
 * extensions that are unknown or broken stay as they are and never make the answer unreadable.
 */
public final class EppCodec {

    /** No EPP message of any registry is nested half as deep. */
    private static final int MAX_DEPTH = 64;

    private final XmlReader reader = new XmlReader(MAX_DEPTH);
    private final List<ObjectCodec> objects;
    private final List<ExtensionCodec> extensions;
    private final Map<String, String> prefixes;
    private final XmlWriter writer;
    private final Namespaces namespaces;
    private final GreetingCodec greetings = new GreetingCodec();
    private final CommandCodec commands;
    private final ResponseCodec responses;

    private EppCodec(List<ObjectCodec> objects, List<ExtensionCodec> extensions, Map<String, String> prefixes) {
        this.objects = objects;
        this.extensions = extensions;
        this.prefixes = prefixes;
        namespaces = new Namespaces(objects, extensions);
        commands = new CommandCodec(namespaces);
        responses = new ResponseCodec(namespaces);
        writer = new XmlWriter(prefixes);
    }

    /** A codec of everything that this library knows, writing without prefixes. */
    public static EppCodec standard() {
        return withPrefixes(Map.of());
    }

    /** As standard, but with these prefixes (namespace to prefix) for servers that insist on them. */
    public static EppCodec withPrefixes(Map<String, String> prefixes) {
        return new EppCodec(ObjectCodecs.all(), ExtensionCodecs.all(), prefixes);
    }

    /** The same with an extension beside those that it knows, or in place of the one of that namespace. */
    public EppCodec with(ExtensionCodec extension) {
        List<ExtensionCodec> all = new ArrayList<>(extensions);
        all.removeIf(other -> other.namespace().equals(extension.namespace()));
        all.add(extension);
        return new EppCodec(objects, all, prefixes);
    }

    /** The same with a kind of object beside those that it knows, or in place of the one of that namespace. */
    public EppCodec with(ObjectCodec object) {
        List<ObjectCodec> all = new ArrayList<>(objects);
        all.removeIf(other -> other.namespace().equals(object.namespace()));
        all.add(object);
        return new EppCodec(all, extensions, prefixes);
    }

    /** What a server had to put aside because the login had not named its namespace (RFC 9038), read as data. */
    public List<ResponseData> unhandledData(EppResponse answer) {
        return UnhandledNamespaces.in(answer).stream()
                .map(namespaces::decodeData)
                .toList();
    }

    /** The same, read as extensions. */
    public List<EppExtension> unhandledExtensions(EppResponse answer) {
        return UnhandledNamespaces.in(answer).stream()
                .map(namespaces::decodeLeniently)
                .toList();
    }

    /** Puts data aside for a session that has not named their namespace (RFC 9038), as a server does. */
    public EppResult.ExtValue aside(ResponseData data) {
        return UnhandledNamespaces.aside(namespaces.encode(data));
    }

    /** The same with an extension. */
    public EppResult.ExtValue aside(EppExtension extension) {
        return UnhandledNamespaces.aside(namespaces.encode(extension));
    }

    /**
     * The XML of a message, in UTF-8.
     *
     * @throws IllegalArgumentException if a text has a character that XML cannot carry
     */
    public byte[] encode(EppMessage message) {
        XmlElement content = switch (message) {
            case Hello() -> new XmlBuilder(EppNamespace.EPP, "hello").build();
            case Greeting greeting -> greetings.encode(greeting);
            case EppCommand command -> commands.encode(command);
            case EppResponse response -> responses.encode(response);
        };
        return writer.write(
                new XmlBuilder(EppNamespace.EPP, "epp").child(content).build());
    }

    /** The message in that XML. */
    public EppMessage decode(byte[] xml) throws EppFormatException {
        XmlElement root = parse(xml);
        if (!root.name().equals("epp") || !root.namespace().equals(EppNamespace.EPP)) {
            throw new EppFormatException(
                    EppResultCode.SYNTAX_ERROR, "the root element is not epp of " + EppNamespace.EPP);
        }
        if (root.children().size() != 1) {
            throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "epp must hold exactly one element");
        }
        XmlElement content = root.children().getFirst();
        return switch (content.name()) {
            case "hello" -> new Hello();
            case "greeting" -> greetings.decode(content);
            case "command" -> commands.decode(content);
            case "response" -> responses.decode(content);
            default ->
                throw new EppFormatException(EppResultCode.UNKNOWN_COMMAND, "unknown element: " + content.name());
        };
    }

    private XmlElement parse(byte[] xml) throws EppFormatException {
        try {
            return reader.read(xml);
        } catch (XmlException e) {
            throw new EppFormatException(
                    EppResultCode.SYNTAX_ERROR, "not XML that EPP allows, in line " + e.line() + ": " + e.getMessage());
        }
    }
}
