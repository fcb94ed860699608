package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.TransactionId;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.codec.FrameMask;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostData;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.PollMessage.PendingAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was fetched: what we understand of it, its hash, and the frame for whoever understands
 * more.
 *
 * @param hash of its content without what differs each time that it is fetched
 * @param maskedXml the frame; secrets are masked, for it is kept for good
 */
record PollFetch(PollMessage message, String hash, String maskedXml) {

    /** Empty where the queue is. */
    static Optional<PollFetch> of(String registryId, EppResponse answer, byte[] xml, EppCodec codec) {
        MessageQueue queue = answer.messageQueue();
        if (queue == null || queue.id().isEmpty() || answer.code() == EppResultCode.SUCCESS_NO_MESSAGES.code()) {
            return Optional.empty();
        }
        // What our login did not name is put aside (RFC 9038), and speaks of a domain all the same.
        List<ResponseData> data = new ArrayList<>(answer.data());
        data.addAll(codec.unhandledData(answer));
        var message = new PollMessage(
                registryId,
                queue.id(),
                queue.date() == null ? Instant.EPOCH : queue.date(),
                queue.text(),
                name(data),
                pendingAction(data));
        return Optional.of(new PollFetch(message, hash(answer, queue, codec), FrameMask.mask(xml)));
    }

    private static @Nullable DomainName name(List<ResponseData> all) {
        for (ResponseData data : all) {
            String name = switch (data) {
                case DomainData.PendingAction pending -> pending.name();
                case DomainData.Transfer transfer -> transfer.name();
                case DomainData.Info info -> info.name();
                case DomainData.Created created -> created.name();
                case DomainData.Renewed renewed -> renewed.name();
                // Mappings of registries call it by the same name.
                case ResponseData.Raw raw -> raw.element().textOf("name");
                default -> null;
            };
            Optional<DomainName> parsed = Optional.ofNullable(name).flatMap(DomainName::parse);
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        return null;
    }

    private static @Nullable PendingAction pendingAction(List<ResponseData> all) {
        for (ResponseData data : all) {
            switch (data) {
                case DomainData.PendingAction domain -> {
                    return action(domain.done(), domain.transaction());
                }
                case ContactData.PendingAction contact -> {
                    return action(contact.done(), contact.transaction());
                }
                case HostData.PendingAction host -> {
                    return action(host.done(), host.transaction());
                }
                default -> {
                    // Other data decide on nothing of ours.
                }
            }
        }
        return null;
    }

    private static PendingAction action(boolean accepted, TransactionId transaction) {
        String svTrid = transaction.svTrid();
        return new PendingAction(accepted, transaction.clTrid(), svTrid.isEmpty() ? null : svTrid);
    }

    /** Of all but the transaction and how many wait behind it, which change from one poll to the next. */
    private static String hash(EppResponse answer, MessageQueue queue, EppCodec codec) {
        var bare = new EppResponse(
                List.of(EppResult.of(EppResultCode.SUCCESS_ACK_TO_DEQUEUE)),
                new MessageQueue(0, queue.id(), queue.date(), queue.text(), queue.language()),
                answer.data(),
                answer.extensions(),
                null,
                "");
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(codec.encode(bare)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
