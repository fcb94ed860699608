package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.epp.ResultTable.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Availability and fees: many names in a command, one by one where a registry refuses all for the sake of one. */
final class DomainChecks implements CheckQueue.Asking {

    /** What Nomulus and others allow in one command. */
    private static final int NAMES_IN_A_COMMAND = 50;
    /** What registries call a class that is none: a premium class has any other name. */
    private static final Set<String> ORDINARY = Set.of("standard", "default", "normal", "non-premium", "nonpremium");

    private static final List<Fee.Asked> ONE_YEAR = List.of(create(1), renew(1));

    private final Caller caller;

    DomainChecks(Caller caller) {
        this.caller = caller;
    }

    @Override
    public RegistryAnswer<List<Availability>> check(List<DomainName> names, Deadline deadline) {
        return check(names, deadline, spoilt -> checkOneByOne(spoilt, deadline));
    }

    @Override
    public RegistryAnswer<List<Availability>> checkTogether(List<DomainName> names, Deadline deadline) {
        return check(names, deadline, _ -> List.of());
    }

    private RegistryAnswer<List<Availability>> check(
            List<DomainName> names, Deadline deadline, Function<List<DomainName>, List<Availability>> takenApart) {
        List<List<DomainName>> chunks = chunks(names);
        List<RegistryAnswer<List<Availability>>> answers = checkAll(chunks, deadline);
        List<Availability> found = new ArrayList<>();
        RegistryAnswer<List<Availability>> failure = null;
        for (int i = 0; i < answers.size(); i++) {
            RegistryAnswer<List<Availability>> answer = answers.get(i);
            if (answer instanceof Completed<List<Availability>> completed) {
                found.addAll(completed.value());
            } else if (isSpoiltByOne(answer) && chunks.get(i).size() > 1) {
                found.addAll(takenApart.apply(chunks.get(i)));
            } else if (failure == null) {
                failure = answer;
            }
        }
        // What is known is better than nothing; the rest is left out.
        return failure == null || !found.isEmpty() ? new Completed<>(List.copyOf(found), null) : failure;
    }

    private static boolean isSpoiltByOne(RegistryAnswer<?> answer) {
        return answer instanceof Refused<?>(var _, int code, var _)
                && ResultTable.of(code, Asked.CHECK, Context.SEVERAL_NAMES) == ResultTable.SINGLES;
    }

    private List<RegistryAnswer<List<Availability>>> checkAll(List<List<DomainName>> chunks, Deadline deadline) {
        return caller.queryAll(
                Asked.CHECK,
                chunks.stream()
                        .map(names -> new Caller.Question<List<Availability>>(
                                command(names, ONE_YEAR), answer -> read(names, answer)))
                        .toList(),
                deadline);
    }

    private List<List<DomainName>> chunks(List<DomainName> names) {
        List<List<DomainName>> chunks = new ArrayList<>();
        for (List<DomainName> group : caller.apart(names)) {
            for (int from = 0; from < group.size(); from += NAMES_IN_A_COMMAND) {
                chunks.add(group.subList(from, Math.min(group.size(), from + NAMES_IN_A_COMMAND)));
            }
        }
        return chunks;
    }

    private List<Availability> checkOneByOne(List<DomainName> names, Deadline deadline) {
        List<Availability> found = new ArrayList<>();
        for (var answer : checkAll(names.stream().map(List::of).toList(), deadline)) {
            if (answer instanceof Completed<List<Availability>> completed) {
                found.addAll(completed.value());
            }
        }
        return found;
    }

    /** What the registry asks at present for a create of that many years; empty where it does not tell. */
    Optional<Money> createFee(DomainName name, int years, Deadline deadline) {
        return checkAtOnce(List.of(name), List.of(create(years), renew(1)), deadline)
                                instanceof Completed<List<Availability>>(List<Availability> rows, var _)
                        && !rows.isEmpty()
                ? Optional.ofNullable(rows.getFirst().createFee())
                : Optional.empty();
    }

    /** The same for a renewal. */
    RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Deadline deadline) {
        return feeOf(name, renew(years), deadline);
    }

    /** The same for a restore. */
    RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Deadline deadline) {
        return feeOf(name, Fee.Asked.of("restore", null), deadline);
    }

    private RegistryAnswer<Optional<Money>> feeOf(DomainName name, Fee.Asked asked, Deadline deadline) {
        return ask(List.of(name), List.of(asked, create(1)), deadline, answer -> {
            Fee.Checked fees = answer.extension(Fee.Checked.class).orElse(null);
            return new Completed<>(
                    fees == null ? Optional.empty() : fees.of(name.ascii()).map(told -> fee(fees, told, asked.name())),
                    answer.svTrid());
        });
    }

    private static Fee.Asked create(int years) {
        return Fee.Asked.of("create", EppPeriod.years(years));
    }

    private static Fee.Asked renew(int years) {
        return Fee.Asked.of("renew", EppPeriod.years(years));
    }

    /** @param asked what is to be priced; version 0.11 of the fee extension prices only the first */
    private RegistryAnswer<List<Availability>> checkAtOnce(
            List<DomainName> names, List<Fee.Asked> asked, Deadline deadline) {
        return ask(names, asked, deadline, answer -> read(names, answer));
    }

    private <T> RegistryAnswer<T> ask(
            List<DomainName> names, List<Fee.Asked> asked, Deadline deadline, Caller.Reading<T> reading) {
        return caller.query(Asked.CHECK, command(names, asked), reading, deadline);
    }

    private static Caller.Command command(List<DomainName> names, List<Fee.Asked> asked) {
        var check =
                new DomainCommand.Check(names.stream().map(DomainName::ascii).toList());
        return (session, clTrid) -> {
            EppCommand command = EppCommand.of(check, clTrid);
            return FeeVersion.newest(session::supports)
                    .map(version -> command.with(
                            Fee.checks(version, check.names(), null, asked).getFirst()))
                    .orElse(command);
        };
    }

    private static RegistryAnswer<List<Availability>> read(List<DomainName> names, EppResponse answer) {
        Optional<DomainData.Checked> data = answer.data(DomainData.Checked.class);
        if (data.isEmpty()) {
            return new Unknown<>("a check without its result");
        }
        Map<String, CheckResult> results = new HashMap<>();
        data.get().results().forEach(result -> results.put(result.id().toLowerCase(Locale.ROOT), result));
        Fee.Checked fees = answer.extension(Fee.Checked.class).orElse(null);
        Map<String, Fee.ObjectFees> told = fees == null ? Map.of() : fees.byObject();
        List<Availability> rows = new ArrayList<>();
        for (DomainName name : names) {
            CheckResult result = results.get(name.ascii());
            if (result != null) {
                rows.add(row(name, result, fees, told.get(name.ascii())));
            }
        }
        return new Completed<>(rows, answer.svTrid());
    }

    private static Availability row(
            DomainName name, CheckResult result, Fee.@Nullable Checked fees, Fee.@Nullable ObjectFees told) {
        if (fees == null || told == null) {
            return new Availability(name, result.available(), false, result.reason(), null, null);
        }
        return new Availability(
                name,
                result.available(),
                isPremium(told),
                result.reason(),
                fee(fees, told, "create"),
                fee(fees, told, "renew"));
    }

    private static boolean isPremium(Fee.ObjectFees told) {
        String feeClass = told.feeClass();
        for (Fee.CommandFees fees : told.commands()) {
            if (fees.standard()) {
                return false;
            }
        }
        return feeClass != null && !ORDINARY.contains(feeClass.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Money fee(Fee.Checked fees, Fee.ObjectFees told, String command) {
        try {
            return told.command(command)
                    .flatMap(price -> price.total().map(total -> Money.roundingUp(fees.currencyOf(price), total)))
                    .orElse(null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // A currency or an amount that cannot be: as good as none.
            return null;
        }
    }
}
