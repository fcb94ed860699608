package dev.namestead.epp.extension;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The check of the fee extension and its answer, in which the versions differ.
 *
 * <pre>
 *   version  the check names             the answer groups                  and names an object by
 *   0.6      each name and command       one cd for each name and command   name
 *   0.11     one command                 one cd for each name and command   object, with the object's own element
 *   0.12     commands                    commands in one cd for each name   the same
 *   0.21     commands                    the same                           objID
 *   1.0      commands                    the same                           objID
 * </pre>
 *
 * Any version's grouping is read in any version: servers mix them up.
 */
final class FeeCheckCodec {

    private final FeeVersion version;

    FeeCheckCodec(FeeVersion version) {
        this.version = version;
    }

    Fee.Check decodeCheck(XmlElement xml) throws EppFormatException {
        List<String> names = new ArrayList<>();
        List<Fee.Asked> asked = new ArrayList<>();
        String currency = xml.textOf("currency");
        for (XmlElement domain : xml.children("domain")) {
            String name = Fields.text(domain, "name");
            Fee.Asked each = asked(domain, Fields.child(domain, "command"));
            currency = currency == null ? domain.textOf("currency") : currency;
            addOnce(names, name);
            addOnce(asked, each);
        }
        for (XmlElement command : xml.children("command")) {
            asked.add(asked(xml, command));
        }
        if (asked.isEmpty()) {
            throw Fields.missing(xml, "command");
        }
        return new Fee.Check(version, names, currency, asked);
    }

    private static <T> void addOnce(List<T> list, T value) {
        if (!list.contains(value)) {
            list.add(value);
        }
    }

    /** The command's name is its attribute, or its text in the older versions, whose period stands beside it. */
    private static Fee.Asked asked(XmlElement parent, XmlElement command) throws EppFormatException {
        String name = command.attribute("name");
        EppPeriod period = EppPeriod.decode(command);
        return new Fee.Asked(
                name == null || name.isBlank() ? Fields.ownText(command) : name.strip(),
                period == null ? EppPeriod.decode(parent) : period,
                command.attribute("customName"),
                command.attribute("phase"),
                command.attribute("subphase"));
    }

    Fee.Checked decodeChecked(XmlElement xml) throws EppFormatException {
        List<XmlElement> all = xml.children("cd");
        String currency = xml.textOf("currency");
        for (int i = 0; currency == null && i < all.size(); i++) {
            currency = all.get(i).textOf("currency");
        }
        if (currency == null) {
            throw Fields.missing(xml, "currency");
        }
        List<Fee.ObjectFees> objects = new ArrayList<>();
        for (XmlElement cd : all) {
            objects.add(objectFees(cd, currency));
        }
        return new Fee.Checked(version, currency, objects);
    }

    private static Fee.ObjectFees objectFees(XmlElement cd, String common) throws EppFormatException {
        List<Fee.CommandFees> commands = new ArrayList<>();
        String feeClass = cd.textOf("class");
        String own = cd.textOf("currency");
        for (XmlElement command : cd.children("command")) {
            boolean flat = command.attribute("name") == null;
            XmlElement money = flat ? cd : command;
            feeClass = feeClass == null ? command.textOf("class") : feeClass;
            commands.add(new Fee.CommandFees(
                    asked(cd, command),
                    Fields.flag(command, "standard", false),
                    FeeCodec.amounts(money),
                    FeeCodec.credits(money),
                    command.textOf("reason"),
                    common.equals(own) ? null : own));
        }
        return new Fee.ObjectFees(
                objectId(cd), Fields.flag(cd, "avail", true), feeClass, commands, cd.textOf("reason"));
    }

    private static String objectId(XmlElement cd) throws EppFormatException {
        String id = cd.textOf("objID");
        String text = id == null ? cd.textOf("name") : id;
        if (text != null) {
            return text;
        }
        List<XmlElement> inside = Fields.child(cd, "object").children();
        if (inside.isEmpty()) {
            throw Fields.missing(cd, "object");
        }
        return Fields.ownText(inside.getFirst());
    }

    XmlElement encode(Fee.Check check) {
        var xml = element("check");
        switch (version) {
            case V0_6 -> {
                for (String name : check.names()) {
                    for (Fee.Asked asked : check.commands()) {
                        xml.child(element("domain")
                                .child("name", name)
                                .child("currency", check.currency())
                                .child(flatCommand(asked))
                                .child(period(asked)));
                    }
                }
            }
            case V0_11 -> {
                if (check.commands().size() != 1) {
                    throw new IllegalArgumentException("a check of fee-0.11 asks for one command: use Fee.checks");
                }
                Fee.Asked asked = check.commands().getFirst();
                xml.child(flatCommand(asked))
                        .child("currency", check.currency())
                        .child(period(asked));
            }
            case V0_12, V0_21, V1_0 -> {
                xml.child("currency", check.currency());
                check.commands().forEach(asked -> xml.child(command(asked)));
            }
        }
        return xml.build();
    }

    XmlElement encode(Fee.Checked checked) {
        var xml = element("chkData");
        if (version.flat()) {
            for (Fee.ObjectFees object : checked.objects()) {
                object.commands().forEach(fees -> xml.child(flat(checked, object, fees)));
            }
            return xml.build();
        }
        xml.child("currency", checked.currency());
        checked.objects().forEach(object -> xml.child(grouped(object)));
        return xml.build();
    }

    private XmlBuilder flat(Fee.Checked checked, Fee.ObjectFees object, Fee.CommandFees fees) {
        var cd = element("cd");
        if (version == FeeVersion.V0_6) {
            cd.child("name", object.objectId());
        } else {
            cd.attribute("avail", XmlValues.format(object.available())).child(wrapped(object));
        }
        boolean commandFirst = version == FeeVersion.V0_11;
        String currency = checked.currencyOf(fees);
        cd.child(commandFirst ? flatCommand(fees.asked()) : null)
                .child("currency", currency)
                .child(commandFirst ? null : flatCommand(fees.asked()))
                .child(period(fees.asked()));
        FeeCodec.money(cd, fees.fees(), fees.credits()).child("class", object.feeClass());
        String reason = fees.reason() == null ? object.reason() : fees.reason();
        return commandFirst ? cd.child("reason", reason) : cd;
    }

    private XmlBuilder grouped(Fee.ObjectFees object) {
        var cd = element("cd").attribute("avail", XmlValues.format(object.available()));
        if (version.wrapsObject()) {
            cd.child(wrapped(object));
        } else {
            cd.child("objID", object.objectId()).child("class", object.feeClass());
        }
        for (Fee.CommandFees fees : object.commands()) {
            var command = command(fees.asked());
            if (fees.standard()) {
                command.attribute("standard", XmlValues.format(true));
            }
            FeeCodec.money(command, fees.fees(), fees.credits()).child("reason", fees.reason());
            cd.child(command.child("class", version.wrapsObject() ? object.feeClass() : null));
        }
        return cd.child("reason", object.reason());
    }

    private XmlBuilder wrapped(Fee.ObjectFees object) {
        return element("object")
                .child(new XmlBuilder(EppNamespace.DOMAIN, "name")
                        .text(object.objectId())
                        .build());
    }

    private XmlBuilder command(Fee.Asked asked) {
        return element("command")
                .attribute("name", asked.name())
                .attribute("customName", asked.customName())
                .attribute("phase", asked.phase())
                .attribute("subphase", asked.subphase())
                .child(period(asked));
    }

    private XmlBuilder flatCommand(Fee.Asked asked) {
        return element("command")
                .attribute("phase", asked.phase())
                .attribute("subphase", asked.subphase())
                .text(Objects.requireNonNullElse(asked.customName(), asked.name()));
    }

    private @Nullable XmlElement period(Fee.Asked asked) {
        return EppPeriod.encode(asked.period(), version.namespace());
    }

    private XmlBuilder element(String name) {
        return new XmlBuilder(version.namespace(), name);
    }
}
