package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.Price;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed domain name directly under an extension that the registry sells.
 *
 * @param outcome what its label asks for, if anything
 */
record SoldName(
        String name,
        String extension,
        ExtensionTerms terms,
        @Nullable Outcome outcome,
        Price price) {
    private static final int LONGEST_NAME = 253;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)(\\.(?!-)[a-z0-9-]{1,63}(?<!-))+");

    /** The name, or a {@link Refusal}: 2005 for its form, 2306 for its place. */
    static SoldName of(String name, RegistryProfile profile) {
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
        ExtensionTerms terms = profile.terms(extension);
        Outcome outcome = Outcome.of(name).orElse(null);
        Price price = outcome == Outcome.PREMIUM ? profile.premium() : terms.price();
        return new SoldName(name, extension, terms, outcome, price);
    }

    /** Two or more labels of letters, digits and inner hyphens, in lower case as RFC 5731 registries want them. */
    static boolean isHostName(String name) {
        return name.length() <= LONGEST_NAME
                && name.equals(name.toLowerCase(Locale.ROOT))
                && HOST_NAME.matcher(name).matches();
    }

    boolean is(Outcome asked) {
        return outcome == asked;
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
