package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Launch phases, between XML and records (RFC 8334). */
final class LaunchCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.LAUNCH;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "check" -> new Launch.Check(checkType(xml), optionalPhase(xml));
            case "chkData" -> new Launch.Checked(optionalPhase(xml), claims(xml));
            case "info" ->
                new Launch.Info(phase(xml), xml.textOf("applicationID"), Fields.flag(xml, "includeMark", false));
            case "infData" -> new Launch.InfoData(phase(xml), xml.textOf("applicationID"), status(xml), foreign(xml));
            case "create" -> new Launch.Create(createType(xml), phase(xml), marks(xml), notices(xml));
            case "creData" -> new Launch.Created(phase(xml), xml.textOf("applicationID"));
            case "update" -> new Launch.Update(phase(xml), Fields.text(xml, "applicationID"));
            case "delete" -> new Launch.Delete(phase(xml), Fields.text(xml, "applicationID"));
            default -> throw Fields.unknown(xml);
        };
    }

    private static Launch.CheckType checkType(XmlElement xml) throws EppFormatException {
        String type = xml.attribute("type");
        if (type == null) {
            return Launch.CheckType.CLAIMS;
        }
        return Arrays.stream(Launch.CheckType.values())
                .filter(each -> each.wire().equals(type.strip()))
                .findFirst()
                .orElseThrow(() -> Fields.malformed("type", type));
    }

    private static Launch.@Nullable CreateType createType(XmlElement xml) throws EppFormatException {
        String type = xml.attribute("type");
        if (type == null) {
            return null;
        }
        return Arrays.stream(Launch.CreateType.values())
                .filter(each -> each.wire().equals(type.strip()))
                .findFirst()
                .orElseThrow(() -> Fields.malformed("type", type));
    }

    private static Launch.@Nullable Phase optionalPhase(XmlElement xml) throws EppFormatException {
        return xml.child("phase").isPresent() ? phase(xml) : null;
    }

    private static Launch.Phase phase(XmlElement xml) throws EppFormatException {
        XmlElement phase = Fields.child(xml, "phase");
        return new Launch.Phase(Fields.ownText(phase), phase.attribute("name"));
    }

    private static List<Launch.Claims> claims(XmlElement xml) throws EppFormatException {
        List<Launch.Claims> found = new ArrayList<>();
        for (XmlElement cd : xml.children("cd")) {
            XmlElement name = Fields.child(cd, "name");
            List<Launch.ClaimKey> keys = new ArrayList<>();
            for (XmlElement key : cd.children("claimKey")) {
                keys.add(new Launch.ClaimKey(Fields.ownText(key), key.attribute("validatorID")));
            }
            found.add(new Launch.Claims(Fields.ownText(name), Fields.flag(name, "exists"), keys));
        }
        return found;
    }

    private static Launch.@Nullable LaunchStatus status(XmlElement xml) throws EppFormatException {
        XmlElement status = xml.child("status").orElse(null);
        if (status == null) {
            return null;
        }
        String text = status.text();
        return new Launch.LaunchStatus(
                Fields.attribute(status, "s"), status.attribute("name"), text.isEmpty() ? null : text);
    }

    private static List<XmlElement> foreign(XmlElement xml) {
        return xml.children().stream()
                .filter(child -> !child.namespace().equals(EppNamespace.LAUNCH))
                .toList();
    }

    private static List<Launch.Mark> marks(XmlElement create) {
        List<Launch.Mark> marks = new ArrayList<>();
        for (XmlElement child : create.children()) {
            if (child.name().equals("codeMark")) {
                XmlElement code = child.child("code").orElse(null);
                marks.add(new Launch.Mark.Code(
                        code == null ? null : code.text(),
                        code == null ? null : code.attribute("validatorID"),
                        foreign(child).stream().findFirst().orElse(null)));
            } else if (child.name().equals("encodedSignedMark")) {
                marks.add(
                        new Launch.Mark.Encoded(XmlValues.withoutSpace(child.rawText()), child.attribute("encoding")));
            } else if (!child.namespace().equals(EppNamespace.LAUNCH)) {
                marks.add(new Launch.Mark.Signed(child));
            }
        }
        return marks;
    }

    private static List<Launch.Notice> notices(XmlElement create) throws EppFormatException {
        List<Launch.Notice> notices = new ArrayList<>();
        for (XmlElement notice : create.children("notice")) {
            notices.add(new Launch.Notice(
                    Fields.text(notice, "noticeID"),
                    Fields.child(notice, "noticeID").attribute("validatorID"),
                    Fields.instant(notice, "notAfter"),
                    Fields.instant(notice, "acceptedDate")));
        }
        return notices;
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Launch) extension) {
            case Launch.Check check ->
                element("check")
                        .attribute("type", check.type().wire())
                        .child(phase(check.phase()))
                        .build();
            case Launch.Checked checked -> encode(checked);
            case Launch.Info info ->
                element("info")
                        .attribute("includeMark", info.includeMark() ? "true" : null)
                        .child(phase(info.phase()))
                        .child("applicationID", info.applicationId())
                        .build();
            case Launch.InfoData info -> encode(info);
            case Launch.Create create -> encode(create);
            case Launch.Created created -> application("creData", created.phase(), created.applicationId());
            case Launch.Update update -> application("update", update.phase(), update.applicationId());
            case Launch.Delete delete -> application("delete", delete.phase(), delete.applicationId());
        };
    }

    private static XmlElement encode(Launch.Checked checked) {
        var xml = element("chkData").child(phase(checked.phase()));
        for (Launch.Claims claims : checked.names()) {
            var cd = element("cd")
                    .child(element("name")
                            .attribute("exists", XmlValues.format(claims.exists()))
                            .text(claims.name()));
            for (Launch.ClaimKey key : claims.keys()) {
                cd.child(element("claimKey")
                        .attribute("validatorID", key.validatorId())
                        .text(key.value()));
            }
            xml.child(cd);
        }
        return xml.build();
    }

    private static XmlElement encode(Launch.InfoData info) {
        var xml = element("infData").child(phase(info.phase())).child("applicationID", info.applicationId());
        Launch.LaunchStatus status = info.status();
        if (status != null) {
            xml.child(element("status")
                    .attribute("s", status.value())
                    .attribute("name", status.name())
                    .text(status.text()));
        }
        info.marks().forEach(xml::child);
        return xml.build();
    }

    private static XmlElement encode(Launch.Create create) {
        Launch.CreateType type = create.type();
        var xml = element("create")
                .attribute("type", type == null ? null : type.wire())
                .child(phase(create.phase()));
        create.marks().forEach(mark -> xml.child(encode(mark)));
        for (Launch.Notice notice : create.notices()) {
            xml.child(element("notice")
                    .child(element("noticeID")
                            .attribute("validatorID", notice.validatorId())
                            .text(notice.id()))
                    .child("notAfter", XmlValues.format(notice.notAfter()))
                    .child("acceptedDate", XmlValues.format(notice.acceptedAt())));
        }
        return xml.build();
    }

    private static XmlElement encode(Launch.Mark mark) {
        return switch (mark) {
            case Launch.Mark.Signed(XmlElement element) -> element;
            case Launch.Mark.Encoded(String base64, String encoding) ->
                new XmlBuilder(EppNamespace.SIGNED_MARK, "encodedSignedMark")
                        .attribute("encoding", encoding)
                        .text(base64)
                        .build();
            case Launch.Mark.Code(String code, String validatorId, XmlElement inner) -> {
                var xml = element("codeMark");
                if (code != null) {
                    xml.child(element("code")
                            .attribute("validatorID", validatorId)
                            .text(code));
                }
                yield xml.child(inner).build();
            }
        };
    }

    private static XmlElement application(String name, Launch.Phase phase, @Nullable String id) {
        return element(name).child(phase(phase)).child("applicationID", id).build();
    }

    private static @Nullable XmlBuilder phase(Launch.@Nullable Phase phase) {
        return phase == null
                ? null
                : element("phase").attribute("name", phase.name()).text(phase.value());
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.LAUNCH, name);
    }
}
