package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether names are free (RFC 5731 section 3.1.1), and what they cost when asked (RFC 8748 section 5.1.1). */
final class DomainCheckRule {
    static final int MOST_NAMES = 50;

    private DomainCheckRule() {}

    static Answer decide(
            DomainCommand.Check check,
            EppCommand command,
            Requester who,
            RegistryProfile profile,
            RegistryState state,
            Instant now) {
        if (check.names().size() > MOST_NAMES) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + MOST_NAMES + " names");
        }
        List<CheckResult> results = new ArrayList<>();
        for (String name : check.names()) {
            results.add(check(name, who, profile, state));
        }
        Answer answer = Answer.of(EppResultCode.SUCCESS).with(new DomainData.Checked(results));
        Optional<Fee.Check> asked = command.extension(Fee.Check.class);
        return asked.isEmpty() ? answer : answer.with(FeeRules.prices(asked.get(), check.names(), profile, state, now));
    }

    private static CheckResult check(String name, Requester who, RegistryProfile profile, RegistryState state) {
        SoldName sold;
        try {
            sold = SoldName.of(name, profile);
        } catch (Refusal refusal) {
            if (profile.strictCheck()) {
                throw refusal; // some real registries fail the whole check for one bad name
            }
            return CheckResult.taken(name, "Not a name that is sold here");
        }
        if (state.domain(name).isPresent() || sold.is(Outcome.TAKEN)) {
            return CheckResult.taken(name, "In use");
        }
        if (sold.is(Outcome.RESERVED)) {
            return CheckResult.taken(name, "Reserved");
        }
        if (sold.is(Outcome.PREMIUM)) {
            return checkPremium(name, who, profile);
        }
        return CheckResult.available(name);
    }

    private static CheckResult checkPremium(String name, Requester who, RegistryProfile profile) {
        if (!profile.has(Feature.FEE)) {
            return CheckResult.taken(name, "Premium name");
        }
        return who.declared(Feature.FEE.uri())
                ? CheckResult.available(name)
                : CheckResult.taken(name, "Premium name, fee ext. required");
    }
}
