package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** charge-1.0, between XML and records. */
final class ChargeCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.CHARGE;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "agreement" -> new Charge.Agreement(sets(xml));
            case "chkData" -> decodeChecked(xml);
            case "infData", "creData", "trnData", "renData", "upData" -> new Charge.Told(xml.name(), sets(xml));
            default -> throw Fields.unknown(xml);
        };
    }

    private static Charge.Checked decodeChecked(XmlElement xml) throws EppFormatException {
        List<Charge.Name> names = new ArrayList<>();
        for (XmlElement cd : xml.children("cd")) {
            names.add(new Charge.Name(Fields.text(cd, "name"), sets(cd)));
        }
        return new Charge.Checked(names);
    }

    private static List<Charge.Set> sets(XmlElement parent) throws EppFormatException {
        List<Charge.Set> sets = new ArrayList<>();
        for (XmlElement set : parent.children("set")) {
            XmlElement category = Fields.child(set, "category");
            XmlElement type = Fields.child(set, "type");
            List<Charge.Amount> amounts = new ArrayList<>();
            for (XmlElement amount : set.children("amount")) {
                amounts.add(new Charge.Amount(
                        Fields.attribute(amount, "command"),
                        amount.attribute("name"),
                        Fields.decimal("amount", Fields.ownText(amount))));
            }
            sets.add(new Charge.Set(
                    Fields.ownText(category),
                    category.attribute("name"),
                    Fields.ownText(type),
                    type.attribute("name"),
                    amounts));
        }
        return sets;
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Charge) extension) {
            case Charge.Agreement(List<Charge.Set> sets) ->
                sets(element("agreement"), sets).build();
            case Charge.Told(String name, List<Charge.Set> sets) ->
                sets(element(name), sets).build();
            case Charge.Checked(List<Charge.Name> names) -> {
                var xml = element("chkData");
                names.forEach(name -> xml.child(sets(element("cd").child("name", name.name()), name.sets())));
                yield xml.build();
            }
        };
    }

    private static XmlBuilder sets(XmlBuilder parent, List<Charge.Set> sets) {
        for (Charge.Set set : sets) {
            var xml = element("set")
                    .child(element("category")
                            .attribute("name", set.categoryName())
                            .text(set.category()))
                    .child(element("type").attribute("name", set.typeName()).text(set.type()));
            for (Charge.Amount amount : set.amounts()) {
                xml.child(element("amount")
                        .attribute("command", amount.command())
                        .attribute("name", amount.name())
                        .text(amount.value().toPlainString()));
            }
            parent.child(xml);
        }
        return parent;
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.CHARGE, name);
    }
}
