package dev.namestead.server.api.registrar;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.JsonObject;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.NameReading;
import dev.namestead.server.lifecycle.RenewRequest;
import dev.namestead.server.registration.PrivacyMode;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrationChange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of create, edit and the legacy update, in the contract's own words where it has any. */
final class RegistrationBody {
    private static final int MOST_YEARS = 10;
    private static final int DATE_LENGTH = "2027-01-31".length();
    private static final String BOOLEAN = "Must be a boolean";
    private static final String BOOLEAN_IF_PRESENT = "Must be a boolean if present";

    private final ContactReader contacts = new ContactReader();

    RegisterRequest create(JsonObject body) {
        body.only(
                "domain_name",
                "years",
                "auto_renew",
                "privacy_mode",
                "contacts",
                "contact_extensions",
                "acknowledgements");
        return new RegisterRequest(
                name(body),
                body.integer("years", 1, MOST_YEARS).orElse(null),
                body.bool("auto_renew", BOOLEAN).orElse(false),
                privacy(body),
                body.object("contacts").map(contacts::read).orElse(Map.of()),
                body.object("contact_extensions").map(JsonObject::toMap).orElse(Map.of()),
                body.object("acknowledgements").map(JsonObject::toMap).orElse(Map.of()));
    }

    RegistrationChange edit(JsonObject body) {
        body.only("auto_renew");
        return new RegistrationChange(
                body.bool("auto_renew", BOOLEAN_IF_PRESENT).orElse(null), null, null);
    }

    RegistrationChange legacyUpdate(JsonObject body) {
        body.only("auto_renew", "locked", "privacy");
        PrivacyMode privacy = body.bool("privacy", BOOLEAN_IF_PRESENT)
                .map(on -> on ? PrivacyMode.REDACTION : PrivacyMode.OFF)
                .orElse(null);
        return new RegistrationChange(
                body.bool("auto_renew", BOOLEAN_IF_PRESENT).orElse(null),
                body.bool("locked", BOOLEAN_IF_PRESENT).orElse(null),
                privacy);
    }

    RenewRequest renew(DomainName name, JsonObject body) {
        body.only("years", "current_expires_at");
        int years = body.integer("years", 1, MOST_YEARS)
                .orElseThrow(() -> new RefusedException(Refusal.INVALID, "years is required", body.at("years")));
        return new RenewRequest(name, years, currentExpiry(body));
    }

    /** What is agreed to; all else is refused, for it may have been meant to limit the price. */
    Map<String, Object> restore(JsonObject body) {
        body.only("acknowledgements");
        return body.object("acknowledgements")
                .map(agreed -> agreed.only("fees").toMap())
                .orElse(Map.of());
    }

    /** Told as it is shown, or as its date alone; registries know the day only. */
    private static @Nullable LocalDate currentExpiry(JsonObject body) {
        String field = "current_expires_at";
        String text = body.text(field).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
        } catch (DateTimeException unreadable) {
            throw new RefusedException(
                    Refusal.INVALID,
                    field + " must be the expires_at of the registration, such as 2027-01-31T00:00:00Z",
                    body.at(field));
        }
    }

    private static DomainName name(JsonObject body) {
        return switch (DomainName.read(body.requiredText("domain_name"))) {
            case NameReading.Good(DomainName name) -> name;
            case NameReading.Malformed(String reason) ->
                throw new RefusedException(Refusal.INVALID, "Invalid domain name: " + reason, "/domain_name");
        };
    }

    private static @Nullable PrivacyMode privacy(JsonObject body) {
        return body.text("privacy_mode")
                .map(text -> PrivacyMode.of(text)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.INVALID, "privacy_mode must be off or redaction", "/privacy_mode")))
                .orElse(null);
    }
}
