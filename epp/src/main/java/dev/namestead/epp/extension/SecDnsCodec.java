package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The DNSSEC extension 1.1, between XML and records (RFC 5910). */
final class SecDnsCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.SECDNS;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "create" -> new SecDns.Create(someKeys(xml));
            case "infData" -> new SecDns.Info(keys(xml));
            case "update" -> decodeUpdate(xml);
            default ->
                throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "unknown element of secDNS: " + xml.name());
        };
    }

    private static SecDns.Update decodeUpdate(XmlElement xml) throws EppFormatException {
        XmlElement add = xml.child("add").orElse(null);
        XmlElement chg = xml.child("chg").orElse(null);
        return new SecDns.Update(
                Fields.flag(xml, "urgent", false),
                removal(xml.child("rem").orElse(null)),
                add == null ? null : someKeys(add),
                chg == null ? null : maxSigLife(chg));
    }

    private static SecDns.@Nullable Removal removal(@Nullable XmlElement rem) throws EppFormatException {
        if (rem == null) {
            return null;
        }
        Optional<XmlElement> all = rem.child("all");
        if (all.isPresent() && XmlValues.parseBoolean(all.get().text()).orElse(false)) {
            return new SecDns.Removal.All();
        }
        return new SecDns.Removal.Some(dsData(rem), keyData(rem));
    }

    private static SecDns.Keys someKeys(XmlElement parent) throws EppFormatException {
        SecDns.Keys keys = keys(parent);
        if (keys.dsData().isEmpty() && keys.keyData().isEmpty()) {
            throw Fields.missing(parent, "dsData");
        }
        return keys;
    }

    private static SecDns.Keys keys(XmlElement parent) throws EppFormatException {
        return new SecDns.Keys(maxSigLife(parent), dsData(parent), keyData(parent));
    }

    private static @Nullable Integer maxSigLife(XmlElement parent) throws EppFormatException {
        return parent.child("maxSigLife").isPresent() ? Fields.number(parent, "maxSigLife") : null;
    }

    private static List<SecDns.DsData> dsData(XmlElement parent) throws EppFormatException {
        List<SecDns.DsData> found = new ArrayList<>();
        for (XmlElement ds : parent.children("dsData")) {
            String digest = Fields.text(ds, "digest").replace(" ", "").toUpperCase(Locale.ROOT);
            if (!digest.matches("([0-9A-F]{2})+")) {
                throw Fields.malformed("digest", digest);
            }
            List<SecDns.KeyData> keys = keyData(ds);
            found.add(new SecDns.DsData(
                    Fields.number(ds, "keyTag"),
                    Fields.number(ds, "alg"),
                    Fields.number(ds, "digestType"),
                    digest,
                    keys.isEmpty() ? null : keys.getFirst()));
        }
        return found;
    }

    private static List<SecDns.KeyData> keyData(XmlElement parent) throws EppFormatException {
        List<SecDns.KeyData> found = new ArrayList<>();
        for (XmlElement key : parent.children("keyData")) {
            found.add(new SecDns.KeyData(
                    Fields.number(key, "flags"),
                    Fields.number(key, "protocol"),
                    Fields.number(key, "alg"),
                    Fields.text(key, "pubKey").replace(" ", "")));
        }
        return found;
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((SecDns) extension) {
            case SecDns.Create(SecDns.Keys keys) ->
                keys(element("create"), keys).build();
            case SecDns.Info(SecDns.Keys keys) -> keys(element("infData"), keys).build();
            case SecDns.Update update -> encodeUpdate(update);
        };
    }

    private static XmlElement encodeUpdate(SecDns.Update update) {
        var xml = element("update");
        if (update.urgent()) {
            xml.attribute("urgent", XmlValues.format(true));
        }
        switch (update.remove()) {
            case null -> {}
            case SecDns.Removal.All() -> xml.child(element("rem").child("all", "true"));
            case SecDns.Removal.Some(List<SecDns.DsData> ds, List<SecDns.KeyData> keys) ->
                xml.child(lists(element("rem"), ds, keys));
        }
        SecDns.Keys add = update.add();
        if (add != null) {
            xml.child(keys(element("add"), add));
        }
        if (update.maxSigLife() != null) {
            xml.child(element("chg").child("maxSigLife", update.maxSigLife().toString()));
        }
        return xml.build();
    }

    private static XmlBuilder keys(XmlBuilder parent, SecDns.Keys keys) {
        Integer life = keys.maxSigLife();
        return lists(parent.child("maxSigLife", life == null ? null : life.toString()), keys.dsData(), keys.keyData());
    }

    private static XmlBuilder lists(XmlBuilder parent, List<SecDns.DsData> dsData, List<SecDns.KeyData> keyData) {
        for (SecDns.DsData ds : dsData) {
            SecDns.KeyData key = ds.keyData();
            parent.child(element("dsData")
                    .child("keyTag", Integer.toString(ds.keyTag()))
                    .child("alg", Integer.toString(ds.algorithm()))
                    .child("digestType", Integer.toString(ds.digestType()))
                    .child("digest", ds.digest())
                    .child(key == null ? null : keyData(key)));
        }
        keyData.forEach(key -> parent.child(keyData(key)));
        return parent;
    }

    private static XmlBuilder keyData(SecDns.KeyData key) {
        return element("keyData")
                .child("flags", Integer.toString(key.flags()))
                .child("protocol", Integer.toString(key.protocol()))
                .child("alg", Integer.toString(key.algorithm()))
                .child("pubKey", key.publicKey());
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.SECDNS, name);
    }
}
