package dev.namestead.cli;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.Balance;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.TransferOp;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Commands as people say them. What cannot be said like this is sent from a file. */
final class EppWords {

    static final String HELP = "Commands: hello; check [domain|host|contact] NAME...; prices NAME...; info"
            + " [domain|host|contact] NAME; poll; balance; transfer query NAME; and with --yes: ack ID; renew NAME"
            + " CURRENT-EXPIRY [YEARS]; delete [domain|host|contact] NAME; status add|remove NAME STATUS...; transfer"
            + " approve|reject|cancel NAME.";

    private static final Set<String> OBJECTS = Set.of("domain", "host", "contact");

    /** Version 0.11 of the fee extension prices only the first. */
    private static final List<String> PRICED = List.of("create", "renew", "transfer", "restore");

    private EppWords() {}

    static boolean isHello(List<String> words) {
        return words.equals(List.of("hello"));
    }

    /** @throws RefusedException they are no command */
    static EppCommand command(List<String> words, String clTrid) {
        String verb = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        CommandBody body = switch (verb) {
            case "check" -> check(object(rest), names(rest));
            case "prices" -> new DomainCommand.Check(names(rest));
            case "info" -> info(object(rest), one(names(rest), "NAME"));
            case "delete" -> delete(object(rest), one(names(rest), "NAME"));
            case "poll" -> new Poll.Request();
            case "ack" -> new Poll.Ack(one(rest, "ID"));
            case "balance" -> new Balance.Info();
            case "renew" -> renew(rest);
            case "transfer" -> transfer(rest);
            case "status" -> status(rest);
            default -> throw new RefusedException("no such command: " + verb + ". " + HELP);
        };
        return EppCommand.of(body, clTrid);
    }

    /** A check that asks for prices does so in the words of the session: each version of the fee extension has its own. */
    static EppCommand withPrices(List<String> words, EppCommand command, EppSession session) {
        if (!(command.body() instanceof DomainCommand.Check(List<String> names))
                || !words.getFirst().equals("prices")) {
            return command;
        }
        FeeVersion version = FeeVersion.newest(session::supports)
                .orElseThrow(() -> new RefusedException("this registry tells no prices: it offers no fee extension"));
        List<Fee.Asked> asked = PRICED.stream()
                .map(each -> Fee.Asked.of(each, each.equals("restore") ? null : EppPeriod.years(1)))
                .toList();
        return command.with(Fee.checks(version, names, null, asked).getFirst());
    }

    private static String object(List<String> rest) {
        return !rest.isEmpty() && OBJECTS.contains(rest.getFirst()) ? rest.getFirst() : "domain";
    }

    private static List<String> names(List<String> rest) {
        List<String> names = !rest.isEmpty() && OBJECTS.contains(rest.getFirst()) ? rest.subList(1, rest.size()) : rest;
        if (names.isEmpty()) {
            throw new RefusedException("a NAME is missing. " + HELP);
        }
        return names;
    }

    private static String one(List<String> words, String what) {
        if (words.size() != 1) {
            throw new RefusedException("exactly one " + what + " is wanted. " + HELP);
        }
        return words.getFirst();
    }

    private static CommandBody check(String object, List<String> names) {
        return switch (object) {
            case "host" -> new HostCommand.Check(names);
            case "contact" -> new ContactCommand.Check(names);
            default -> new DomainCommand.Check(names);
        };
    }

    private static CommandBody info(String object, String name) {
        return switch (object) {
            case "host" -> new HostCommand.Info(name);
            case "contact" -> new ContactCommand.Info(name, null);
            default -> DomainCommand.Info.of(name);
        };
    }

    private static CommandBody delete(String object, String name) {
        return switch (object) {
            case "host" -> new HostCommand.Delete(name);
            case "contact" -> new ContactCommand.Delete(name);
            default -> new DomainCommand.Delete(name);
        };
    }

    private static CommandBody renew(List<String> words) {
        if (words.size() < 2 || words.size() > 3) {
            throw new RefusedException("renew NAME CURRENT-EXPIRY [YEARS], such as renew example.com 2028-02-29 1");
        }
        try {
            int years = words.size() == 3 ? Integer.parseInt(words.get(2)) : 1;
            return new DomainCommand.Renew(words.get(0), LocalDate.parse(words.get(1)), EppPeriod.years(years));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new RefusedException("a date has the form 2028-02-29, and years are a number from 1 to 99");
        }
    }

    private static CommandBody transfer(List<String> words) {
        TransferOp op = words.size() == 2 ? TransferOp.of(words.getFirst()).orElse(null) : null;
        if (op == null || op == TransferOp.REQUEST) {
            throw new RefusedException(
                    "transfer query|approve|reject|cancel NAME; a request needs a file, for it holds " + "a secret");
        }
        return new DomainCommand.Transfer(op, words.get(1), null, null);
    }

    private static CommandBody status(List<String> words) {
        boolean add = !words.isEmpty() && words.getFirst().equals("add");
        boolean remove = !words.isEmpty() && words.getFirst().equals("remove");
        if (words.size() < 3 || !(add || remove)) {
            throw new RefusedException("status add|remove NAME STATUS...");
        }
        var part = new DomainCommand.Part(
                null,
                List.of(),
                words.subList(2, words.size()).stream().map(EppStatus::of).toList());
        return new DomainCommand.Update(
                words.get(1), add ? part : DomainCommand.Part.NONE, add ? DomainCommand.Part.NONE : part, null);
    }
}
