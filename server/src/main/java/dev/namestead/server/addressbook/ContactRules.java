package dev.namestead.server.addressbook;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a contact must be before any registry sees it. Lengths and the phone's form are those of RFC 5733; the rest is what keeps a
 * registration reachable (ICANN's accreditation agreement, WHOIS accuracy).
 */
public final class ContactRules {
    private static final int LINE_LENGTH = 255;
    private static final int POSTAL_CODE_LENGTH = 16;
    private static final int EMAIL_LENGTH = 254;
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final int EMAIL_LOCAL_LENGTH = 64;
    private static final Pattern PHONE = Pattern.compile("\\+([0-9]{1,3})\\.([0-9]{1,14})");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    /**
     * @param pointer JSON pointer to the contact, such as {@code /contacts/registrant}
     * @throws RefusedException the first fault, with the pointer to its field
     */
    public void requireValid(Contact contact, String pointer) {
        requireName(contact.name(), pointer + "/postal_info/name");
        requireLine(contact.organization(), "organization", pointer + "/postal_info/organization", false);
        requireEmail(contact.email(), pointer + "/email");
        requirePhone(contact.phone(), "phone", pointer + "/phone");
        if (contact.fax() != null) {
            requirePhone(contact.fax(), "fax", pointer + "/fax");
        }
        String address = pointer + "/postal_info/address";
        requireLine(contact.street(), "street", address + "/street", true);
        requireLine(contact.city(), "city", address + "/city", true);
        // Many countries have no states: the key must be there, the text may be empty.
        requireLine(contact.state(), "state", address + "/state", false);
        requireLine(contact.postalCode(), "postal_code", address + "/postal_code", true);
        requireLength(contact.postalCode(), POSTAL_CODE_LENGTH, "postal_code", address + "/postal_code");
        if (!COUNTRIES.contains(contact.countryCode())) {
            throw refused(
                    "country_code must be a two-letter country code of ISO 3166-1, such as US",
                    address + "/country_code");
        }
    }

    private static void requireName(String name, String pointer) {
        requireLine(name, "name", pointer, true);
        if (name.codePoints().filter(Character::isLetter).limit(2).count() < 2) {
            throw refused("name must have at least two letters", pointer);
        }
    }

    /** @throws RefusedException no address that mail can be sent to */
    public static void requireEmail(String email, String pointer) {
        boolean fits = email.length() <= EMAIL_LENGTH && email.indexOf('@') <= EMAIL_LOCAL_LENGTH;
        if (!fits || !EMAIL.matcher(email).matches()) {
            throw refused("email must be an e-mail address, such as ada@example.com", pointer);
        }
    }

    private void requirePhone(String phone, String field, String pointer) {
        var matcher = PHONE.matcher(phone);
        if (!matcher.matches()) {
            throw refused(
                    field
                            + " must have the form +{country code}.{number} without spaces or dashes, such as +1.5555555555",
                    pointer);
        }
        if (!possible(Integer.parseInt(matcher.group(1)), matcher.group(2))) {
            throw refused(field + " is not a possible telephone number of its country", pointer);
        }
    }

    private boolean possible(int countryCode, String number) {
        try {
            PhoneNumber parsed = phones.parse("+" + countryCode + number, null);
            return parsed.getCountryCode() == countryCode && phones.isPossibleNumber(parsed);
        } catch (NumberParseException unreadable) {
            return false;
        }
    }

    private static void requireLine(@Nullable String text, String field, String pointer, boolean filled) {
        if (text == null) {
            return;
        }
        if (filled && text.isBlank()) {
            throw refused(field + " must not be empty", pointer);
        }
        requireLength(text, LINE_LENGTH, field, pointer);
        if (text.codePoints().anyMatch(ContactRules::unprintable)) {
            throw refused(field + " must not contain control characters", pointer);
        }
    }

    private static void requireLength(String text, int most, String field, String pointer) {
        if (text.codePointCount(0, text.length()) > most) {
            throw refused(field + " must have at most " + most + " characters", pointer);
        }
    }

    private static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static RefusedException refused(String message, String pointer) {
        return new RefusedException(Refusal.INVALID, message, pointer);
    }
}
