package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements that domains, contacts and hosts have in common. */
final class SharedElements {

    private SharedElements() {}

    static List<String> texts(XmlElement parent, String name) throws EppFormatException {
        List<String> texts = new ArrayList<>();
        for (XmlElement child : parent.children(name)) {
            texts.add(Fields.ownText(child));
        }
        return texts;
    }

    /** At least one, or 2003. */
    static List<String> someTexts(XmlElement parent, String name) throws EppFormatException {
        List<String> texts = texts(parent, name);
        if (texts.isEmpty()) {
            throw Fields.missing(parent, name);
        }
        return texts;
    }

    static List<CheckResult> checkResults(XmlElement chkData, String idName) throws EppFormatException {
        List<CheckResult> results = new ArrayList<>();
        for (XmlElement cd : chkData.children("cd")) {
            XmlElement id = Fields.child(cd, idName);
            XmlElement reason = cd.child("reason").orElse(null);
            results.add(new CheckResult(
                    Fields.ownText(id),
                    Fields.flag(id, "avail"),
                    cd.textOf("reason"),
                    reason == null ? null : reason.attribute("lang")));
        }
        return results;
    }

    static XmlBuilder checkResults(XmlBuilder chkData, String idName, List<CheckResult> results) {
        for (CheckResult result : results) {
            var cd = chkData.nested("cd")
                    .child(chkData.nested(idName)
                            .attribute("avail", XmlValues.format(result.available()))
                            .text(result.id()));
            if (result.reason() != null) {
                cd.child(chkData.nested("reason")
                        .attribute("lang", result.language())
                        .text(result.reason()));
            }
            chkData.child(cd);
        }
        return chkData;
    }

    static List<EppStatus> statuses(XmlElement parent) throws EppFormatException {
        List<EppStatus> statuses = new ArrayList<>();
        for (XmlElement status : parent.children("status")) {
            String text = status.text();
            statuses.add(new EppStatus(
                    Fields.attribute(status, "s"), text.isEmpty() ? null : text, status.attribute("lang")));
        }
        return statuses;
    }

    static void statuses(XmlBuilder parent, List<EppStatus> statuses) {
        for (EppStatus status : statuses) {
            parent.child(parent.nested("status")
                    .attribute("s", status.value())
                    .attribute("lang", status.language())
                    .text(status.text()));
        }
    }

    static @Nullable AuthInfo authInfo(XmlElement parent) throws EppFormatException {
        XmlElement authInfo = parent.child("authInfo").orElse(null);
        if (authInfo == null) {
            return null;
        }
        XmlElement pw = authInfo.child("pw").orElse(null);
        if (pw != null) {
            // A normalizedString: spaces count, other white space reads as a space.
            return new AuthInfo.Password(pw.rawText().replaceAll("[\\t\\r\\n]", " "), pw.attribute("roid"));
        }
        if (authInfo.child("null").isPresent()) {
            return new AuthInfo.Removed();
        }
        XmlElement ext = Fields.child(authInfo, "ext");
        if (ext.children().isEmpty()) {
            throw Fields.missing(authInfo, "ext");
        }
        return new AuthInfo.Ext(ext.children().getFirst());
    }

    /** The element is obligatory in a create, even if it is empty. */
    static AuthInfo requiredAuthInfo(XmlElement parent) throws EppFormatException {
        AuthInfo authInfo = authInfo(parent);
        if (authInfo == null) {
            throw Fields.missing(parent, "authInfo");
        }
        return authInfo;
    }

    static @Nullable XmlBuilder authInfo(XmlBuilder parent, @Nullable AuthInfo authInfo) {
        return switch (authInfo) {
            case null -> null;
            case AuthInfo.Password(String value, String roid) ->
                parent.nested("authInfo")
                        .child(parent.nested("pw").attribute("roid", roid).text(value));
            case AuthInfo.Ext(XmlElement element) ->
                parent.nested("authInfo").child(parent.nested("ext").child(element));
            case AuthInfo.Removed() -> parent.nested("authInfo").emptyChild("null");
        };
    }

    static TransactionId transaction(XmlElement paTrid) {
        String svTrid = paTrid.textOf("svTRID");
        return new TransactionId(paTrid.textOf("clTRID"), svTrid == null ? "" : svTrid);
    }

    /** Its children belong to EPP itself, not to the object. */
    static XmlBuilder transaction(XmlBuilder parent, TransactionId transaction) {
        return parent.nested("paTRID")
                .child(epp("clTRID", transaction.clTrid()))
                .child(epp("svTRID", transaction.svTrid()));
    }

    private static @Nullable XmlElement epp(String name, @Nullable String text) {
        return text == null
                ? null
                : new XmlBuilder(EppNamespace.EPP, name).text(text).build();
    }

    static List<HostAddress> addresses(XmlElement parent, String name) throws EppFormatException {
        List<HostAddress> addresses = new ArrayList<>();
        for (XmlElement address : parent.children(name)) {
            boolean six = "v6".equals(address.attribute("ip"));
            addresses.add(
                    new HostAddress(Fields.ownText(address), six ? HostAddress.Version.V6 : HostAddress.Version.V4));
        }
        return addresses;
    }

    static XmlBuilder addresses(XmlBuilder parent, String name, List<HostAddress> addresses) {
        for (HostAddress address : addresses) {
            parent.child(parent.nested(name)
                    .attribute("ip", address.version().wire())
                    .text(address.address()));
        }
        return parent;
    }

    static TransferOp transferOp(@Nullable String op) throws EppFormatException {
        if (op == null) {
            throw new EppFormatException(EppResultCode.PARAMETER_MISSING, "op is missing in transfer");
        }
        return TransferOp.of(op.strip()).orElseThrow(() -> Fields.malformed("op", op));
    }

    static EppFormatException unknownVerb(String verb, String object) {
        return new EppFormatException(EppResultCode.UNIMPLEMENTED_COMMAND, "no " + verb + " of " + object);
    }

    static EppFormatException unknownData(XmlElement element) {
        return new EppFormatException(EppResultCode.SYNTAX_ERROR, "unknown data: " + element.name());
    }
}
