package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Poll;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.DomainCommand.HostsShown;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The message queue (RFC 5730 section 2.9.2.3): oldest first, gone only when acknowledged. */
final class PollRules {
    private static final EppCodec CODEC = EppCodec.standard();
    private final Requester who;
    private final RegistryProfile profile;
    private final RegistryState state;
    private final Instant now;

    private PollRules(Requester who, RegistryProfile profile, RegistryState state, Instant now) {
        this.who = who;
        this.profile = profile;
        this.state = state;
        this.now = now;
    }

    static Answer request(Requester who, RegistryProfile profile, RegistryState state, Instant now) {
        ConcurrentNavigableMap<Long, QueuedMessage> queue = state.queue(who.registrar());
        Map.Entry<Long, QueuedMessage> oldest = queue.firstEntry();
        return oldest == null
                ? Answer.of(EppResultCode.SUCCESS_NO_MESSAGES)
                : new PollRules(who, profile, state, now).show(oldest.getValue(), queue.size());
    }

    static Answer any(Requester who, RegistryProfile profile, RegistryState state, Instant now, RandomGenerator lots) {
        List<QueuedMessage> queue = List.copyOf(state.queue(who.registrar()).values());
        return queue.isEmpty()
                ? Answer.of(EppResultCode.SUCCESS_NO_MESSAGES)
                : new PollRules(who, profile, state, now).show(queue.get(lots.nextInt(queue.size())), queue.size());
    }

    private Answer show(QueuedMessage message, int size) {
        Answer answer = Answer.of(EppResultCode.SUCCESS_ACK_TO_DEQUEUE)
                .with(new MessageQueue(size, id(message.id()), message.queued(), message.text(), null));
        return told(message, answer);
    }

    private Answer told(QueuedMessage message, Answer answer) {
        List<ResponseData> data = new ArrayList<>();
        QueuedMessage.PendingAction action = message.pendingAction();
        if (action != null) {
            var transaction = new TransactionId(action.clTrid(), action.svTrid());
            data.add(new DomainData.PendingAction(action.name(), action.granted(), transaction, action.decided()));
        }
        QueuedMessage.TransferNote transfer = message.transfer();
        if (transfer != null) {
            data.add(transfer.state().shown(transfer.name()));
        }
        Answer told = answer;
        if (message.change() != null) {
            told = change(message.change(), message.renewal(), data, told);
        }
        QueuedMessage.LowBalance low = message.lowBalance();
        if (low != null && who.speaks(Feature.LOW_BALANCE, profile)) {
            data.add(BalanceRules.low(who.registrar(), low));
        } else if (low != null && profile.has(Feature.LOW_BALANCE)) {
            told = aside(told, CODEC.aside(BalanceRules.low(who.registrar(), low)));
        }
        return told.with(data.toArray(ResponseData[]::new));
    }

    /** In the words of RFC 8590 where the session knows them; else a renewal as such, and anything by how the name is now. */
    private Answer change(
            ChangeNote change, QueuedMessage.@Nullable Renewal renewal, List<ResponseData> data, Answer answer) {
        boolean spoken = who.speaks(Feature.CHANGE_POLL, profile);
        if (renewal != null && !spoken) {
            data.add(new DomainData.Renewed(renewal.name(), renewal.expires()));
            return answer;
        }
        data.add(DomainInfoRule.data(change.after(), HostsShown.DELEGATED, false, state, now));
        return spoken ? answer.with(change.shown()) : aside(answer, CODEC.aside(change.shown()));
    }

    /** RFC 9038: what the session has not declared stands in the result, if it has declared that it looks there. */
    private Answer aside(Answer answer, EppResult.ExtValue value) {
        if (!who.speaks(Feature.UNHANDLED, profile)) {
            return answer;
        }
        EppResult result = answer.result();
        return answer.withResult(
                new EppResult(result.code(), result.msg(), result.language(), result.values(), List.of(value)));
    }

    static Answer ack(Poll.Ack ack, Requester who, Change change) {
        ConcurrentNavigableMap<Long, QueuedMessage> queue = change.state().queue(who.registrar());
        QueuedMessage message = number(ack.messageId(), queue);
        change.record(new RegistryEvent.MessageTaken(who.registrar(), message.id()));
        Answer answer = Answer.of(EppResultCode.SUCCESS);
        int left = queue.size() - 1;
        if (left == 0 && change.profile().habits().lastAckEmpty()) {
            return Answer.of(EppResultCode.SUCCESS_NO_MESSAGES);
        }
        return queue.keySet().stream()
                .filter(id -> id != message.id())
                .findFirst()
                .map(next -> answer.with(new MessageQueue(left, id(next), null, null, null)))
                .orElse(answer);
    }

    private static QueuedMessage number(String id, ConcurrentNavigableMap<Long, QueuedMessage> queue) {
        QueuedMessage message = id.matches("m[1-9][0-9]{0,17}") ? queue.get(Long.parseLong(id.substring(1))) : null;
        if (message == null) {
            throw new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "message " + id);
        }
        return message;
    }

    private static String id(long number) {
        return "m" + number;
    }
}
