package dev.namestead.server.registration;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.extension.Extension.ExtraField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a create can be judged by the catalog alone; each rule with its own message and pointer. */
public final class RegistrationRules {
    private static final String FEES = "/acknowledgements/fees";
    private final Catalog catalog;

    RegistrationRules(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The extension, where a name may be registered on it by the API. */
    Extension extension(DomainName name) {
        Extension extension = catalog.find(name)
                .filter(Extension::soldByApi)
                .orElseThrow(() -> refused("Registration is not supported for this extension", "/domain_name"));
        Optional<String> refusal = extension.refusalOf(name);
        if (refusal.isPresent()) {
            throw refused(refusal.get(), "/domain_name");
        }
        return extension;
    }

    static int years(Extension extension, RegisterRequest request) {
        Integer years = request.years();
        if (years == null) {
            return extension.years().min();
        }
        requireTerm(extension, years);
        return years;
    }

    public static void requireTerm(Extension extension, int years) {
        Extension.Years terms = extension.years();
        if (!terms.allow(years)) {
            throw refused(
                    "Must be between %d and %d years for .%s".formatted(terms.min(), terms.max(), extension.name()),
                    "/years");
        }
    }

    static PrivacyMode privacy(Extension extension, RegisterRequest request) {
        return extension.privacy() && request.privacy() != PrivacyMode.OFF ? PrivacyMode.REDACTION : PrivacyMode.OFF;
    }

    static void extraFields(Extension extension, RegisterRequest request) {
        for (Map.Entry<String, ExtraField> field : extension.fields().entrySet()) {
            Object given = request.contactExtensions().get(field.getKey());
            String pointer = "/contact_extensions/" + field.getKey();
            if (given == null && field.getValue().required()) {
                throw refused("%s is required for .%s".formatted(field.getKey(), extension.name()), pointer);
            }
            List<String> values = field.getValue().values();
            if (given != null && !(given instanceof String text && (values.isEmpty() || values.contains(text)))) {
                throw refused(
                        values.isEmpty() ? "Must be a string" : "Must be one of " + String.join(", ", values), pointer);
            }
        }
    }

    /** A fee that the customer agreed to and that is below the price stops the purchase before it begins. */
    static void acknowledgedFees(Extension extension, RegisterRequest request) {
        acknowledgedFees(
                request.acknowledgements(),
                Map.of(
                        "registration_fee", extension.price().registration(),
                        "renewal_fee", extension.price().renewal()));
    }

    /** @param prices what is to be paid, by the name of the field that may acknowledge it */
    public static void acknowledgedFees(Map<String, Object> acknowledgements, Map<String, Money> prices) {
        Object given = acknowledgements.get("fees");
        if (given == null) {
            return;
        }
        if (!(given instanceof Map<?, ?> fees)) {
            throw refused("Must be an object", FEES);
        }
        onlyFees(fees, prices);
        new TreeMap<>(prices).forEach((field, price) -> {
            String currency = price.currency().getCurrencyCode();
            if (fees.get("currency") != null && !currency.equals(fees.get("currency"))) {
                throw refused("Must be " + currency + ", the currency of the price", FEES + "/currency");
            }
            requireAtLeast(fees.get(field), price.decimal(), field);
        });
    }

    /** A limit that is misspelt would be none. */
    private static void onlyFees(Map<?, ?> fees, Map<String, Money> prices) {
        for (Object field : fees.keySet()) {
            String name = String.valueOf(field);
            if (!name.equals("currency") && !prices.containsKey(name)) {
                throw refused(
                        "Unknown fee; known are currency, " + String.join(", ", new TreeSet<>(prices.keySet())),
                        FEES + "/" + name.replace("~", "~0").replace("/", "~1"));
            }
        }
    }

    private static void requireAtLeast(@org.jspecify.annotations.Nullable Object given, String price, String field) {
        String pointer = FEES + "/" + field;
        if (given == null) {
            return;
        }
        if (!(given instanceof Number number)) {
            throw refused("Must be a number", pointer);
        }
        if (new BigDecimal(number.toString()).compareTo(new BigDecimal(price)) < 0) {
            throw refused("The price is " + price + ", more than was acknowledged", pointer);
        }
    }

    public static RefusedException refused(String message, String pointer) {
        return new RefusedException(Refusal.INVALID, message, pointer);
    }
}
