package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.sandbox.registry.ContactObject.PostalAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms that a contact's fields must have (RFC 5733 section 2). */
final class ContactFields {
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{1,3}\\.[0-9]{1,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>()\\[\\],;:\"]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private ContactFields() {}

    static String email(String email) {
        if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "email");
        }
        return email;
    }

    static String phone(String number, String what) {
        if (!PHONE.matcher(number).matches()) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, what);
        }
        return number;
    }

    static PostalAddress checked(PostalAddress address) {
        requireText(address.name(), "name");
        requireText(address.city(), "city");
        if (!COUNTRIES.contains(address.country())) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "country code " + address.country());
        }
        if (address.street().size() > 3) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "more than three streets");
        }
        if (address.type().equals("int") && !isAscii(address)) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "an internationalized address is ASCII");
        }
        return address;
    }

    private static void requireText(String text, String what) {
        if (text.isBlank()) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, what);
        }
        if (text.length() > 255) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, what);
        }
    }

    private static boolean isAscii(PostalAddress address) {
        String all = address.name()
                + address.organization()
                + address.street()
                + address.city()
                + address.state()
                + address.postalCode();
        return StandardCharsets.US_ASCII.newEncoder().canEncode(all);
    }
}
