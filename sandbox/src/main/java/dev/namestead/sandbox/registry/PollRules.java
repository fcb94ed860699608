package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Poll;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.object.DomainCommand.HostsShown;
import dev.namestead.epp.object.DomainData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;

/** The message queue (RFC 5730 section 2.9.2.3): oldest first, gone only when acknowledged. */
final class PollRules {
    private PollRules() {}

    static Answer request(Requester who, RegistryState state, Instant now) {
        ConcurrentNavigableMap<Long, QueuedMessage> queue = state.queue(who.registrar());
        Map.Entry<Long, QueuedMessage> oldest = queue.firstEntry();
        if (oldest == null) {
            return Answer.of(EppResultCode.SUCCESS_NO_MESSAGES);
        }
        QueuedMessage message = oldest.getValue();
        Answer answer = Answer.of(EppResultCode.SUCCESS_ACK_TO_DEQUEUE)
                .with(new MessageQueue(queue.size(), id(message.id()), message.queued(), message.text(), null))
                .with(data(message, state, now).toArray(ResponseData[]::new));
        ChangeNote change = message.change();
        return change == null ? answer : answer.with(change.shown());
    }

    private static List<ResponseData> data(QueuedMessage message, RegistryState state, Instant now) {
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
        QueuedMessage.Renewal renewal = message.renewal();
        if (renewal != null) {
            data.add(new DomainData.Renewed(renewal.name(), renewal.expires()));
        }
        ChangeNote change = message.change();
        if (change != null) {
            data.add(DomainInfoRule.data(change.after(), HostsShown.DELEGATED, false, state, now));
        }
        return data;
    }

    static Answer ack(Poll.Ack ack, Requester who, Change change) {
        ConcurrentNavigableMap<Long, QueuedMessage> queue = change.state().queue(who.registrar());
        QueuedMessage message = queue.values().stream()
                .filter(candidate -> id(candidate.id()).equals(ack.messageId()))
                .findFirst()
                .orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "message " + ack.messageId()));
        change.record(new RegistryEvent.MessageTaken(who.registrar(), message.id()));
        Answer answer = Answer.of(EppResultCode.SUCCESS);
        int left = queue.size() - 1;
        return queue.keySet().stream()
                .filter(id -> id != message.id())
                .findFirst()
                .map(next -> answer.with(new MessageQueue(left, id(next), null, null, null)))
                .orElse(answer);
    }

    private static String id(long number) {
        return "m" + number;
    }
}
