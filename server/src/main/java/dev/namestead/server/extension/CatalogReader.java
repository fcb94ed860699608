package dev.namestead.server.extension;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.Extension.ContactPolicy;
import dev.namestead.server.extension.Extension.Expiry;
import dev.namestead.server.extension.Extension.ExtraField;
import dev.namestead.server.extension.Extension.GracePeriods;
import dev.namestead.server.extension.Extension.Registrations;
import dev.namestead.server.extension.Extension.YearlyPrice;
import dev.namestead.server.extension.Extension.Years;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a catalog file and notes everything that is wrong in it. */
final class CatalogReader {
    private static final int MAX_YEARS = 10;
    private static final int MAX_DAYS = 366;

    private final CatalogProblems problems = new CatalogProblems();
    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * @param changes empty where there are none
     * @param file what the changes are called, or the catalog itself where there are none
     */
    Catalog read(String text, Optional<String> changes, String file) {
        JsonNode tree = tree(text, file);
        if (changes.isPresent()) {
            tree = merged(tree, tree(changes.get(), file));
        }
        CatalogPlaces places = CatalogPlaces.of(changes.orElse(text));
        CatalogEntry root = new CatalogEntry(tree, "", problems);
        JsonNode defaults = tree.path("defaults");
        root.entry("defaults");
        CatalogEntry entries = root.entry("extensions");
        root.nothingElse();
        LinkedHashMap<String, Extension> extensions = new LinkedHashMap<>();
        for (String name : entries.keys()) {
            JsonNode whole = merged(defaults, tree.path("extensions").path(name));
            extension(name, whole, extensions);
        }
        problems.throwIfAny(file, places);
        return new Catalog(Collections.unmodifiableSequencedMap(extensions));
    }

    private void extension(String name, JsonNode whole, Map<String, Extension> into) {
        int before = problems.count();
        CatalogEntry entry = new CatalogEntry(whole, "extensions." + name, problems);
        if (!(DomainName.read("label." + name) instanceof NameReading.Good(DomainName good))
                || !good.extension().equals(name)) {
            entry.problem("", "is not an extension in lower-case A-labels");
        }
        Registrations registrations = entry.choice("registrations", Registrations.class);
        String registry = entry.text("registry");
        Years years = years(entry.entry("years"));
        YearlyPrice price = price(entry.entry("price"));
        YearlyPrice cost = price(entry.entry("cost"));
        GracePeriods grace = grace(entry.entry("grace"));
        Expiry expiry = expiry(entry.entry("expiry"));
        ContactPolicy contacts = entry.choice("contacts", ContactPolicy.class);
        boolean privacy = entry.flag("privacy");
        Set<IdnTable> idn = idn(entry);
        Map<String, ExtraField> fields = fields(entry.entry("fields"));
        Set<String> words = Set.copyOf(entry.texts("words"));
        entry.nothingElse();
        if (problems.count() == before) {
            if (!price.registration().currency().equals(cost.registration().currency())) {
                entry.problem("cost.currency", "must be that of the price");
            }
            into.put(
                    name,
                    new Extension(
                            name,
                            registrations,
                            registry,
                            years,
                            price,
                            cost,
                            grace,
                            expiry,
                            contacts,
                            privacy,
                            idn,
                            fields,
                            words));
        }
    }

    private Years years(CatalogEntry entry) {
        int min = entry.number("min", 1, MAX_YEARS);
        int max = entry.number("max", 1, MAX_YEARS);
        entry.nothingElse();
        if (min > max) {
            entry.problem("min", "must not be above max");
        }
        return new Years(min, max);
    }

    private YearlyPrice price(CatalogEntry entry) {
        String currency = entry.text("currency");
        Money registration = amount(entry, "registration", currency);
        Money renewal = amount(entry, "renewal", currency);
        Money restore = amount(entry, "restore", currency);
        entry.nothingElse();
        return new YearlyPrice(registration, renewal, restore);
    }

    private Money amount(CatalogEntry entry, String key, String currency) {
        String decimal = entry.decimal(key);
        try {
            Money amount = Money.parse(currency, decimal == null ? "0" : decimal);
            if (decimal != null && amount.minorUnits() <= 0) {
                entry.problem(key, "must be more than nothing");
            }
            return amount;
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            entry.problem(key, "must be an amount in a currency of ISO 4217, such as 8.57 USD");
            return Money.of("USD", 0);
        }
    }

    private GracePeriods grace(CatalogEntry entry) {
        GracePeriods grace = new GracePeriods(
                entry.number("add", 0, MAX_DAYS),
                entry.number("renew", 0, MAX_DAYS),
                entry.number("auto_renew", 0, MAX_DAYS),
                entry.number("transfer", 0, MAX_DAYS),
                entry.number("redemption", 0, MAX_DAYS),
                entry.number("pending_delete", 0, MAX_DAYS));
        entry.nothingElse();
        return grace;
    }

    private Expiry expiry(CatalogEntry entry) {
        Expiry expiry = new Expiry(
                entry.choice("behaviour", Expiry.Behaviour.class),
                entry.choice("billed", Expiry.Billed.class),
                entry.flag("restore_report"));
        entry.nothingElse();
        return expiry;
    }

    private Set<IdnTable> idn(CatalogEntry entry) {
        Set<IdnTable> tables = EnumSet.noneOf(IdnTable.class);
        for (String text : entry.texts("idn")) {
            tables.add(entry.choice("idn", text, IdnTable.class));
        }
        return tables;
    }

    private Map<String, ExtraField> fields(CatalogEntry entry) {
        Map<String, ExtraField> fields = new LinkedHashMap<>();
        for (String name : entry.keys()) {
            CatalogEntry field = entry.entry(name);
            fields.put(name, new ExtraField(field.flag("required"), field.texts("values")));
            field.nothingElse();
        }
        return fields;
    }

    private JsonNode tree(String text, String file) {
        try {
            JsonNode tree = yaml.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
            if (tree.isMissingNode()) {
                // Nothing but comments: nothing is changed.
                return JsonNodeFactory.instance.objectNode();
            }
        } catch (JacksonException broken) {
            throw new CatalogException(file, List.of(syntaxProblem(broken)));
        }
        throw new CatalogException(
                file, List.of(new CatalogProblem(1, 1, "", "must be a mapping with the key extensions")));
    }

    /** In one line; the parser's own message draws the place in several, and its location is where it last succeeded. */
    private static CatalogProblem syntaxProblem(JacksonException broken) {
        int line = Math.max(1, broken.getLocation().getLineNr());
        int column = Math.max(1, broken.getLocation().getColumnNr());
        String rule = broken.getOriginalMessage();
        if (broken.getCause() instanceof MarkedYamlEngineException marked) {
            rule = marked.getProblem();
            line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
            column = marked.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(column);
        }
        return new CatalogProblem(
                line, column, "", "is not well-formed YAML: " + rule.strip().replaceAll("\\s+", " "));
    }

    /** The first with the second laid over it: mappings key by key, everything else as a whole. */
    private static JsonNode merged(JsonNode under, JsonNode over) {
        if (!(under instanceof ObjectNode) || !(over instanceof ObjectNode)) {
            return over.isMissingNode() || over.isNull() ? under : over;
        }
        ObjectNode result = (ObjectNode) under.deepCopy();
        for (Map.Entry<String, JsonNode> property : over.properties()) {
            JsonNode below = result.path(property.getKey());
            result.set(property.getKey(), merged(below, property.getValue()));
        }
        return result;
    }
}
