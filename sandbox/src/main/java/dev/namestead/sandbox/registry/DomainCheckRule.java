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

    private final Requester who;
    private final RegistryProfile profile;
    private final RegistryState state;

    private DomainCheckRule(Requester who, RegistryProfile profile, RegistryState state) {
        this.who = who;
        this.profile = profile;
        this.state = state;
    }

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
        Optional<Answer> claims = LaunchRules.check(check.names(), command, profile, state);
        if (claims.isPresent()) {
            return claims.get();
        }
        var rule = new DomainCheckRule(who, profile, state);
        List<CheckResult> results = new ArrayList<>();
        for (String name : check.names()) {
            results.add(rule.check(name));
        }
        Answer answer = Answer.of(EppResultCode.SUCCESS).with(new DomainData.Checked(results));
        var fees = new FeeRules(profile, state, now);
        Optional<Fee.Check> asked = command.extension(Fee.Check.class);
        if (asked.isPresent()) {
            answer = answer.with(fees.prices(asked.get(), check.names()));
        }
        return who.speaks(Feature.CHARGE, profile) ? answer.with(fees.charges(check.names())) : answer;
    }

    private CheckResult check(String name) {
        SoldName sold;
        try {
            sold = SoldName.of(name, profile, state);
        } catch (Refusal refusal) {
            if (profile.habits().strictCheck()) {
                throw refusal; // some real registries fail the whole check for one bad name
            }
            return CheckResult.taken(name, "Not a name that is sold here");
        }
        if (state.domain(name).isPresent() || sold.isHeldElsewhere()) {
            return CheckResult.taken(name, "In use");
        }
        if (sold.reserved()) {
            return CheckResult.taken(name, "Reserved");
        }
        return sold.isPremium() ? checkPremium(name) : CheckResult.available(name);
    }

    private CheckResult checkPremium(String name) {
        if (!profile.tellsPrices()) {
            return CheckResult.taken(name, "Premium name");
        }
        boolean spoken = profile.feeVersion(who.extensions()).isPresent() || who.speaks(Feature.CHARGE, profile);
        return spoken || profile.habits().premiumUnasked()
                ? CheckResult.available(name)
                : CheckResult.taken(name, "Premium name, fee ext. required");
    }
}
