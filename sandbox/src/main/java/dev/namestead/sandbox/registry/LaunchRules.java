package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Launch;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The trademark claims phase of a launch (RFC 8334): which names have a claim, and that its notice was accepted. */
final class LaunchRules {
    private static final Set<String> PHASES = Set.of("claims", "open");
    private static final Duration ACCEPTANCE_LASTS = Duration.ofHours(48);

    private LaunchRules() {}

    /** The answer to a claims check, which is another question than whether names are free; empty where that was asked. */
    static Optional<Answer> check(
            List<String> names, EppCommand command, RegistryProfile profile, RegistryState state) {
        Optional<Launch.Check> asked = command.extension(Launch.Check.class);
        if (asked.isEmpty() || asked.get().type() == Launch.CheckType.AVAIL) {
            return Optional.empty();
        }
        if (command.extension(Fee.Check.class).isPresent()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "claims and fees are asked for in checks of their own");
        }
        List<Launch.Claims> claims = names.stream()
                .map(name -> claims(SoldName.of(name, profile, state)))
                .toList();
        return Optional.of(Answer.of(EppResultCode.SUCCESS)
                .with(new Launch.Checked(asked.get().phase(), claims)));
    }

    private static Launch.Claims claims(SoldName sold) {
        return new Launch.Claims(sold.name(), sold.claimed(), sold.claimed() ? List.of(key(sold)) : List.of());
    }

    /** Where a clearinghouse would have the notice; the same for a name each time. */
    private static Launch.ClaimKey key(SoldName sold) {
        UUID made = UUID.nameUUIDFromBytes(sold.name().getBytes(StandardCharsets.UTF_8));
        return new Launch.ClaimKey("sandbox/" + made, null);
    }

    /** 2003 where a claim's notice is not shown to have been accepted, 2306 where that was too long ago or is to come. */
    static void requireNotice(SoldName sold, EppCommand command, Instant now) {
        Optional<Launch.Create> launch = command.extension(Launch.Create.class);
        launch.map(Launch.Create::phase)
                .filter(phase -> !PHASES.contains(phase.value()))
                .ifPresent(phase -> {
                    throw new Refusal(EppResultCode.PARAMETER_POLICY, "the launch phase is not " + phase.value());
                });
        if (!sold.claimed()) {
            return;
        }
        List<Launch.Notice> notices = launch.map(Launch.Create::notices).orElse(List.of());
        if (notices.isEmpty()) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "a claim's notice must have been accepted");
        }
        for (Launch.Notice notice : notices) {
            boolean fresh = !notice.acceptedAt().isAfter(now)
                    && notice.acceptedAt().plus(ACCEPTANCE_LASTS).isAfter(now);
            if (!fresh || !notice.notAfter().isAfter(now)) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, "the notice was not accepted lately, or is over");
            }
        }
    }
}
