package dev.namestead.server.billing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/** A payment provider that does what a test has told it to, and keeps books of what it has really taken. */
public final class Till implements PaymentProvider {
    private final Map<String, Money> taken = new HashMap<>();
    private final Map<String, Answer> answered = new HashMap<>();
    private final Map<String, Queue<Trouble>> troubles = new HashMap<>();
    private final Map<String, Trouble> always = new HashMap<>();
    private final List<String> reservations = new ArrayList<>();
    private int disputesAsked;

    /** What becomes of a call. */
    public enum Trouble {
        /** Nothing of it arrives. */
        SILENT,
        /** It is done, and the answer is lost. */
        ANSWER_LOST,
        REFUSED,
        /** It is done, and refused. */
        LIED
    }

    /** What becomes of the next calls of that kind: authorise, capture, refund or release. */
    public synchronized void next(String call, Trouble... next) {
        troubles.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(next));
    }

    public synchronized void always(String call, Trouble trouble) {
        always.put(call, trouble);
    }

    /** From here on all is well. */
    public synchronized void recovers() {
        troubles.clear();
        always.clear();
    }

    /** All that customers have paid and not got back, in cents. */
    public synchronized long total() {
        return taken.values().stream().mapToLong(Money::minorUnits).sum();
    }

    /** What was asked to be reserved, each time: its key, and what it is to be paid with. */
    public synchronized List<String> reservations() {
        return List.copyOf(reservations);
    }

    /** How often it was asked for disputes. */
    public synchronized int disputesAsked() {
        return disputesAsked;
    }

    @Override
    public synchronized List<Dispute> disputes(int most) {
        disputesAsked++;
        return List.of();
    }

    /** An installation's payments, with this provider for all accounts. */
    public Payments payments(Ledger ledger) {
        return new Payments(ledger, List.of(this), Optional.of(new PaymentMethod(name(), "card")));
    }

    @Override
    public String name() {
        return "till";
    }

    @Override
    public Answer authorise(String key, String methodReference, String description, Money amount) {
        synchronized (this) {
            reservations.add(key + " " + methodReference);
        }
        return answer("authorise", key, () -> {});
    }

    @Override
    public Answer capture(String key, String providerReference, Money amount) {
        return answer("capture", key, () -> taken.put(key, amount));
    }

    @Override
    public Answer refund(String key, String payment, String providerReference, Money amount) {
        return answer("refund", key, () -> taken.computeIfPresent(payment, (_, paid) -> paid.minus(amount)));
    }

    @Override
    public Answer release(String key, String providerReference) {
        return answer("release", key, () -> {});
    }

    @Override
    public synchronized Optional<Map<String, Money>> taken(Collection<String> keys) {
        return Optional.of(keys.stream().filter(taken::containsKey).collect(Collectors.toMap(key -> key, taken::get)));
    }

    /** The same key is the same call: done once, and answered as it was the first time. */
    private synchronized Answer answer(String call, String key, Runnable effect) {
        Trouble planned =
                Optional.ofNullable(troubles.get(call)).map(Queue::poll).orElse(null);
        Trouble trouble = planned == null ? always.get(call) : planned;
        if (trouble == Trouble.SILENT) {
            return new Unknown("no answer");
        }
        Answer answer = answered.computeIfAbsent(call + " " + key, _ -> {
            if (trouble != Trouble.REFUSED) {
                effect.run();
            }
            return trouble == Trouble.REFUSED || trouble == Trouble.LIED ? new Declined("refused") : new Done("ref");
        });
        return trouble == Trouble.ANSWER_LOST ? new Unknown("the answer was lost") : answer;
    }
}
