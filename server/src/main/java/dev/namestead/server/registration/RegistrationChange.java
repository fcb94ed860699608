package dev.namestead.server.registration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a registration; null leaves a field as it is. */
public record RegistrationChange(
        @Nullable Boolean autoRenew,
        @Nullable Boolean locked,
        @Nullable PrivacyMode privacyMode) {
    public static final RegistrationChange NOTHING = new RegistrationChange(null, null, null);

    public boolean isEmpty() {
        return autoRenew == null && locked == null && privacyMode == null;
    }

    /** Whether the registry has to hear of it. */
    boolean concernsRegistry() {
        return locked != null;
    }

    /** Whether the registration is already as it shall be. */
    boolean isIn(Registration registration) {
        return (autoRenew == null || autoRenew == registration.autoRenew())
                && (locked == null || locked == registration.locked())
                && (privacyMode == null || privacyMode == registration.privacyMode());
    }

    /** The changed fields by their names on the wire. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        if (autoRenew != null) {
            fields.add("auto_renew");
        }
        if (locked != null) {
            fields.add("locked");
        }
        if (privacyMode != null) {
            fields.add("privacy_mode");
        }
        return List.copyOf(fields);
    }
}
