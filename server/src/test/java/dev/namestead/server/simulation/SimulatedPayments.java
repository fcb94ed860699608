package dev.namestead.server.simulation;

import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A payment provider with a state of its own, which keeps the promise of its keys: the same key is the same payment. */
final class SimulatedPayments implements PaymentProvider {
    static final String NAME = "simulated";
    static final String GOOD = "good";
    static final String BAD = "bad";
    /** Reserves, and declines the capture. */
    static final String FICKLE = "fickle";

    private final World world;
    private final Wire wire;
    private final Map<String, State> payments = new HashMap<>();
    private final Map<String, Integer> takenByWorkflow = new HashMap<>();

    private enum State {
        AUTHORISED,
        DECLINED,
        CAPTURED,
        REFUSED,
        RELEASED
    }

    SimulatedPayments(World world) {
        this.world = world;
        this.wire = new Wire(world, "provider");
    }

    void reset() {
        payments.clear();
        takenByWorkflow.clear();
        wire.reset();
    }

    Wire wire() {
        return wire;
    }

    /** How often money was really taken for a workflow. */
    int taken(String workflow) {
        return takenByWorkflow.getOrDefault(workflow, 0);
    }

    /** Takes money whatever its key says: for a planted fault. */
    void takeOnceMore(String key) {
        takenByWorkflow.merge(workflow(key), 1, Integer::sum);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer authorise(String key, String methodReference, String description, Money amount) {
        return exchange("authorise " + description, () -> {
            State state =
                    payments.computeIfAbsent(key, _ -> methodReference.equals(BAD) ? State.DECLINED : State.AUTHORISED);
            return state == State.DECLINED ? new Declined("card declined") : new Done(methodReference);
        });
    }

    @Override
    public Answer capture(String key, String providerReference, Money amount) {
        return exchange("capture", () -> {
            if (payments.get(key) == State.AUTHORISED) {
                boolean fickle = providerReference.equals(FICKLE);
                payments.put(key, fickle ? State.REFUSED : State.CAPTURED);
                takenByWorkflow.merge(workflow(key), fickle ? 0 : 1, Integer::sum);
            }
            return payments.get(key) == State.CAPTURED ? new Done(providerReference) : new Declined("not captured");
        });
    }

    @Override
    public Answer refund(String key, String payment, String providerReference, Money amount) {
        return exchange("refund", () -> {
            if (payments.get(payment) == State.CAPTURED) {
                payments.put(payment, State.RELEASED);
                takenByWorkflow.merge(workflow(payment), -1, Integer::sum);
            }
            return new Done(providerReference);
        });
    }

    @Override
    public Answer release(String key, String providerReference) {
        return exchange("release", () -> {
            payments.computeIfPresent(key, (_, state) -> state == State.AUTHORISED ? State.RELEASED : state);
            return new Done("");
        });
    }

    /** A key is the workflow's id, with the round behind it from the second on. */
    private static String workflow(String key) {
        return key.substring(0, 36);
    }

    private Answer exchange(String what, Supplier<Answer> effect) {
        return switch (wire.exchange(what, () -> true, effect)) {
            case Wire.Outcome.NotSent<Answer>(String cause) -> new Unknown(cause);
            case Wire.Outcome.Silent<Answer> _ -> new Unknown("no answer");
            case Wire.Outcome.Answer<Answer>(Answer answer) -> answer;
        };
    }
}
