package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.NameLists;
import dev.namestead.sandbox.profile.Price;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A well-formed domain name directly under an extension that the registry sells.
 *
 * @param outcomes what its label asks for
 * @param feeClass the kind of its price: standard, premium, or another of the registry's
 */
record SoldName(
        String name,
        String extension,
        ExtensionTerms terms,
        Set<Outcome> outcomes,
        boolean reserved,
        boolean claimed,
        String feeClass,
        Price price) {
    static final String STANDARD = "standard";
    static final String PREMIUM = "premium";

    private static final BigDecimal RAISED = BigDecimal.TWO;
    private static final int LONGEST_NAME = 253;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)(\\.(?!-)[a-z0-9-]{1,63}(?<!-))+");

    /** The name, or a {@link Refusal}: 2005 for its form, 2306 for its place. */
    static SoldName of(String name, RegistryProfile profile, RegistryState state) {
        if (!isHostName(name)) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "not a domain name in lower case");
        }
        String extension = profile.extensionOf(name)
                .orElseThrow(() -> new Refusal(EppResultCode.PARAMETER_POLICY, "not under an extension sold here"));
        String label = name.substring(0, name.length() - extension.length() - 1);
        if (label.indexOf('.') >= 0) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "not directly under " + extension);
        }
        if (label.startsWith("--", 2) && !label.startsWith("xn--")) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "hyphens in third and fourth place");
        }
        return of(name, label, extension, profile, state.priceIsRaised(name));
    }

    private static SoldName of(String name, String label, String extension, RegistryProfile profile, boolean raised) {
        NameLists lists = profile.lists();
        Set<Outcome> outcomes = Outcome.of(name);
        ExtensionTerms terms = profile.terms(extension);
        Price listed = lists.premium().get(label);
        Optional<NameLists.NameClass> kind = lists.classOf(label);
        boolean premium = listed != null || outcomes.contains(Outcome.PREMIUM);
        Price price = listed != null
                ? listed
                : premium
                        ? profile.prices().premium()
                        : kind.map(NameLists.NameClass::price).orElse(terms.price());
        return new SoldName(
                name,
                extension,
                terms,
                outcomes,
                lists.reserved().contains(label) || outcomes.contains(Outcome.RESERVED),
                lists.claims().contains(label),
                premium ? PREMIUM : kind.map(NameLists.NameClass::name).orElse(STANDARD),
                raised ? price.times(RAISED) : price);
    }

    /** Two or more labels of letters, digits and inner hyphens, in lower case as RFC 5731 registries want them. */
    static boolean isHostName(String name) {
        return name.length() <= LONGEST_NAME
                && name.equals(name.toLowerCase(Locale.ROOT))
                && HOST_NAME.matcher(name).matches();
    }

    boolean is(Outcome asked) {
        return outcomes.contains(asked);
    }

    boolean isPremium() {
        return feeClass.equals(PREMIUM);
    }

    /** The other registrar's by its very name. */
    boolean isHeldElsewhere() {
        return is(Outcome.TAKEN) || is(Outcome.TRANSFERREJECTED);
    }

    /** The same at the price that it has after it was raised. */
    SoldName raised() {
        return new SoldName(name, extension, terms, outcomes, reserved, claimed, feeClass, price.times(RAISED));
    }

    /** Years of a create: those asked for, or the extension's shortest term; 2004 outside its bounds. */
    int yearsToCreate(Optional<Integer> asked) {
        return within(terms.shortest(), asked.orElse(terms.shortest()));
    }

    /** Years of a renewal or transfer, 1 where not asked for; 2004 outside the extension's bounds. */
    int yearsToRenew(Optional<Integer> asked) {
        return within(1, asked.orElse(1));
    }

    private int within(int least, int years) {
        if (years < least || years > terms.longest()) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, least + " to " + terms.longest() + " years are possible");
        }
        return years;
    }
}
