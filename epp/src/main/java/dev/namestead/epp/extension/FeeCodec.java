package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fee extension, between XML and records: RFC 8748 and, each in its own form, the drafts before it. */
final class FeeCodec implements ExtensionCodec {

    private final FeeVersion version;
    private final FeeCheckCodec checks;

    FeeCodec(FeeVersion version) {
        this.version = version;
        checks = new FeeCheckCodec(version);
    }

    @Override
    public String namespace() {
        return version.namespace();
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (xml.name().equals("check")) {
            return checks.decodeCheck(xml);
        }
        if (xml.name().equals("chkData")) {
            return checks.decodeChecked(xml);
        }
        for (Fee.Operation operation : Fee.Operation.values()) {
            if (xml.name().equals(operation.commandElement()) && operation != Fee.Operation.DELETE) {
                return new Fee.Transform(version, operation, xml.textOf("currency"), someAmounts(xml), credits(xml));
            }
            if (xml.name().equals(operation.dataElement())) {
                return new Fee.Transformed(
                        version,
                        operation,
                        xml.textOf("currency"),
                        EppPeriod.decode(xml),
                        amounts(xml),
                        credits(xml),
                        decimal(xml, "balance"),
                        decimal(xml, "creditLimit"));
            }
        }
        throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "unknown element of the fee extension: " + xml.name());
    }

    private static List<Fee.Amount> someAmounts(XmlElement xml) throws EppFormatException {
        List<Fee.Amount> amounts = amounts(xml);
        if (amounts.isEmpty()) {
            throw Fields.missing(xml, "fee");
        }
        return amounts;
    }

    static List<Fee.Amount> amounts(XmlElement parent) throws EppFormatException {
        List<XmlElement> fees = parent.children("fee");
        if (fees.isEmpty()) {
            return List.of();
        }
        List<Fee.Amount> amounts = new ArrayList<>(fees.size());
        for (XmlElement fee : fees) {
            amounts.add(new Fee.Amount(
                    Fields.decimal("fee", Fields.ownText(fee)),
                    fee.attribute("description"),
                    fee.attribute("lang"),
                    XmlValues.parseBoolean(fee.attribute("refundable")).orElse(null),
                    fee.attribute("grace-period"),
                    fee.attribute("applied")));
        }
        return amounts;
    }

    static List<Fee.Credit> credits(XmlElement parent) throws EppFormatException {
        List<XmlElement> found = parent.children("credit");
        if (found.isEmpty()) {
            return List.of();
        }
        List<Fee.Credit> credits = new ArrayList<>(found.size());
        for (XmlElement credit : found) {
            credits.add(new Fee.Credit(
                    Fields.decimal("credit", Fields.ownText(credit)),
                    credit.attribute("description"),
                    credit.attribute("lang")));
        }
        return credits;
    }

    private static @Nullable BigDecimal decimal(XmlElement parent, String name) throws EppFormatException {
        String text = parent.textOf(name);
        return text == null ? null : Fields.decimal(name, text);
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Fee) extension) {
            case Fee.Check check -> checks.encode(check);
            case Fee.Checked checked -> checks.encode(checked);
            case Fee.Transform transform -> {
                var xml = element(transform.operation().commandElement()).child("currency", transform.currency());
                yield money(xml, transform.fees(), transform.credits()).build();
            }
            case Fee.Transformed done -> {
                var xml = element(done.operation().dataElement())
                        .child("currency", done.currency())
                        .child(EppPeriod.encode(done.period(), version.namespace()));
                yield money(xml, done.fees(), done.credits())
                        .child("balance", text(done.balance()))
                        .child("creditLimit", text(done.creditLimit()))
                        .build();
            }
        };
    }

    static XmlBuilder money(XmlBuilder parent, List<Fee.Amount> fees, List<Fee.Credit> credits) {
        for (Fee.Amount fee : fees) {
            Boolean refundable = fee.refundable();
            parent.child(parent.nested("fee")
                    .attribute("description", fee.description())
                    .attribute("lang", fee.language())
                    .attribute("refundable", refundable == null ? null : XmlValues.format(refundable))
                    .attribute("grace-period", fee.gracePeriod())
                    .attribute("applied", fee.applied())
                    .text(text(fee.value())));
        }
        for (Fee.Credit credit : credits) {
            parent.child(parent.nested("credit")
                    .attribute("description", credit.description())
                    .attribute("lang", credit.language())
                    .text(text(credit.value())));
        }
        return parent;
    }

    private XmlBuilder element(String name) {
        return new XmlBuilder(version.namespace(), name);
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }
}
