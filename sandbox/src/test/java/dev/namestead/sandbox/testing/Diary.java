package dev.namestead.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.TransferOp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A name's life at one registry in the words of its story: what is done, and how it stands then. */
public final class Diary {
    private final Sandbox sandbox;
    private final String registry;

    public Diary(Sandbox sandbox, String registry) {
        this.sandbox = sandbox;
        this.registry = registry;
    }

    public void pass(String duration) {
        sandbox.control().post("/clock", "{'advance': '" + duration + "'}");
    }

    public static Instant plusYears(Instant from, int years) {
        return from.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    public static List<String> graces(Registrar us, String name) {
        return us.send(DomainCommand.Info.of(name))
                .extension(Rgp.Info.class)
                .map(rgp -> rgp.statuses().stream().map(Rgp.RgpStatus::value).toList())
                .orElse(List.of());
    }

    public static List<String> statuses(Registrar us, String name) {
        return us.info(name).statuses().stream().map(EppStatus::value).toList();
    }

    public static EppResponse renew(Registrar us, String name, int years) {
        LocalDate expiry = LocalDate.ofInstant(us.info(name).expiresAt(), ZoneOffset.UTC);
        return us.send(new DomainCommand.Renew(name, expiry, EppPeriod.years(years)));
    }

    public static EppResponse delete(Registrar us, String name) {
        return us.send(new DomainCommand.Delete(name));
    }

    public static EppResponse restore(Registrar us, String name) {
        return us.send(bareUpdate(name), new Rgp.RestoreRequest());
    }

    public static DomainCommand.Update bareUpdate(String name) {
        return new DomainCommand.Update(name, Part.NONE, Part.NONE, new DomainCommand.Change(null, null));
    }

    public static EppResponse transfer(Registrar us, TransferOp op, String name) {
        AuthInfo code = op == TransferOp.REQUEST ? AuthInfo.of(Registrar.CODE) : null;
        return us.send(new DomainCommand.Transfer(op, name, null, code));
    }

    public static DomainData.Transfer transferOf(EppResponse answer) {
        return answer.data(DomainData.Transfer.class).orElseThrow();
    }

    /** Takes all messages out of the queue, oldest first. */
    public static List<EppResponse> messages(Registrar us) {
        List<EppResponse> messages = new ArrayList<>();
        EppResponse message = us.send(new Poll.Request());
        while (message.code() == 1301) {
            messages.add(message);
            assertThat(us.code(new Poll.Ack(message.messageQueue().id()))).isIn(1000, 1300);
            message = us.send(new Poll.Request());
        }
        return messages;
    }

    /** Charged minus credited, of that registrar at this registry. */
    public BigDecimal paid(String registrar) {
        for (JsonNode account :
                sandbox.control().get("/registries/" + registry + "/accounts").get("accounts")) {
            if (account.get("registrar").asString().equals(registrar)) {
                return account.get("charged")
                        .decimalValue()
                        .subtract(account.get("credited").decimalValue());
            }
        }
        return BigDecimal.ZERO;
    }
}
