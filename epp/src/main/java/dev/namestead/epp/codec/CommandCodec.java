package dev.namestead.epp.codec;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.object.ObjectCodec;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands, between XML and records (RFC 5730 section 2.5 and 2.9). */
final class CommandCodec {

    private static final Set<String> OBJECT_VERBS =
            Set.of("check", "info", "create", "delete", "renew", "transfer", "update");
    private static final Set<String> OTHER_PARTS = Set.of("extension", "clTRID");

    private final Namespaces namespaces;

    CommandCodec(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    EppCommand decode(XmlElement xml) throws EppFormatException {
        String clTrid = xml.textOf("clTRID");
        try {
            checkClTrid(clTrid);
            return new EppCommand(decodeBody(verb(xml)), decodeExtensions(xml), clTrid);
        } catch (EppFormatException e) {
            throw e.withClTrid(usable(clTrid) ? clTrid : null);
        }
    }

    private static boolean usable(@Nullable String clTrid) {
        return clTrid != null && clTrid.length() >= 3 && clTrid.length() <= 64;
    }

    private static void checkClTrid(@Nullable String clTrid) throws EppFormatException {
        if (clTrid != null && !usable(clTrid)) {
            throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "clTRID must have 3 to 64 characters");
        }
    }

    private static XmlElement verb(XmlElement command) throws EppFormatException {
        List<XmlElement> verbs = command.children().stream()
                .filter(child -> !OTHER_PARTS.contains(child.name()))
                .toList();
        if (verbs.size() != 1) {
            throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "a command needs exactly one verb");
        }
        return verbs.getFirst();
    }

    private CommandBody decodeBody(XmlElement verb) throws EppFormatException {
        return switch (verb.name()) {
            case "login" -> decodeLogin(verb);
            case "logout" -> new Logout();
            case "poll" -> decodePoll(verb);
            case String name when OBJECT_VERBS.contains(name) -> decodeObjectCommand(verb);
            default -> throw new EppFormatException(EppResultCode.UNKNOWN_COMMAND, "unknown command: " + verb.name());
        };
    }

    private static Login decodeLogin(XmlElement login) throws EppFormatException {
        XmlElement options = Fields.child(login, "options");
        XmlElement services = Fields.child(login, "svcs");
        List<String> extUris = services.child("svcExtension")
                .map(ext ->
                        ext.children("extURI").stream().map(XmlElement::text).toList())
                .orElse(List.of());
        return new Login(
                Fields.text(login, "clID"),
                Fields.text(login, "pw"),
                login.textOf("newPW"),
                Fields.text(options, "version"),
                Fields.text(options, "lang"),
                services.children("objURI").stream().map(XmlElement::text).toList(),
                extUris);
    }

    private static Poll decodePoll(XmlElement poll) throws EppFormatException {
        String op = Fields.attribute(poll, "op");
        return switch (op) {
            case "req" -> new Poll.Request();
            case "ack" -> new Poll.Ack(Fields.attribute(poll, "msgID"));
            default -> throw Fields.malformed("op", op);
        };
    }

    private ObjectCommand decodeObjectCommand(XmlElement verb) throws EppFormatException {
        List<XmlElement> objects = verb.children();
        if (objects.size() != 1) {
            throw new EppFormatException(EppResultCode.SYNTAX_ERROR, verb.name() + " needs exactly one object");
        }
        XmlElement object = objects.getFirst();
        String op = verb.attribute("op");
        ObjectCodec codec = namespaces.object(object.namespace()).orElse(null);
        if (codec == null) {
            return new ObjectCommand.Raw(verb.name(), op, object);
        }
        if (!object.name().equals(verb.name())) {
            throw new EppFormatException(
                    EppResultCode.SYNTAX_ERROR, verb.name() + " holds another element: " + object.name());
        }
        return codec.decodeCommand(verb.name(), op, object);
    }

    private List<EppExtension> decodeExtensions(XmlElement command) throws EppFormatException {
        List<EppExtension> extensions = new ArrayList<>();
        for (XmlElement extension : command.children("extension")) {
            for (XmlElement element : extension.children()) {
                extensions.add(namespaces.decodeStrictly(element));
            }
        }
        return extensions;
    }

    XmlElement encode(EppCommand command) {
        var xml = new XmlBuilder(EppNamespace.EPP, "command");
        xml.child(
                switch (command.body()) {
                    case Login login -> encode(xml.nested("login"), login);
                    case Logout() -> xml.nested("logout").build();
                    case Poll.Request() ->
                        xml.nested("poll").attribute("op", "req").build();
                    case Poll.Ack(String messageId) ->
                        xml.nested("poll")
                                .attribute("op", "ack")
                                .attribute("msgID", messageId)
                                .build();
                    case ObjectCommand object -> encode(object);
                });
        if (!command.extensions().isEmpty()) {
            var extension = xml.nested("extension");
            command.extensions().forEach(each -> extension.child(namespaces.encode(each)));
            xml.child(extension);
        }
        return xml.child("clTRID", command.clTrid()).build();
    }

    private static XmlElement encode(XmlBuilder xml, Login login) {
        var services = xml.nested("svcs").children("objURI", login.objUris());
        if (!login.extUris().isEmpty()) {
            services.child(xml.nested("svcExtension").children("extURI", login.extUris()));
        }
        return xml.child("clID", login.clId())
                .child("pw", login.pw())
                .child("newPW", login.newPw())
                .child(xml.nested("options").child("version", login.version()).child("lang", login.language()))
                .child(services)
                .build();
    }

    private XmlElement encode(ObjectCommand command) {
        var verb = new XmlBuilder(EppNamespace.EPP, command.verb());
        if (command instanceof ObjectCommand.Raw raw) {
            return verb.attribute("op", raw.op()).child(raw.element()).build();
        }
        ObjectCodec codec = namespaces.objectFor(command);
        return verb.attribute("op", codec.op(command))
                .child(codec.encode(command))
                .build();
    }
}
