package dev.namestead.server.simulation;

import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import java.util.HashSet;
import java.util.Set;

/** Mistakes that the simulation must find, or its silence would prove nothing. */
enum PlantedFault {
    NOTHING,
    /** No answer to a create is taken for a no. */
    SILENCE_IS_A_NO {
        @Override
        Registry registry(Registry registry) {
            return new PassedOn(registry) {
                @Override
                public RegistryAnswer<CreateDomain.Created> create(CreateDomain command, Fence fence) {
                    RegistryAnswer<CreateDomain.Created> answer = super.create(command, fence);
                    return answer instanceof RegistryAnswer.Unknown<CreateDomain.Created> _
                            ? new RegistryAnswer.Refused<>(RefusedFor.POLICY, 2308, "planted")
                            : answer;
                }
            };
        }
    },
    /** A capture that is asked for again takes the money again. */
    CAPTURED_TWICE {
        @Override
        PaymentProvider payments(SimulatedPayments payments) {
            return new PaymentProvider() {
                private final Set<String> asked = new HashSet<>();

                @Override
                public String name() {
                    return payments.name();
                }

                @Override
                public Answer authorise(String key, String method, String description, Money amount) {
                    return payments.authorise(key, method, description, amount);
                }

                @Override
                public Answer capture(String key, String reference, Money amount) {
                    if (!asked.add(key)) {
                        payments.takeOnceMore(key);
                    }
                    return payments.capture(key, reference, amount);
                }

                @Override
                public Answer refund(String key, String payment, String reference, Money amount) {
                    return payments.refund(key, payment, reference, amount);
                }

                @Override
                public Answer release(String key, String reference) {
                    return payments.release(key, reference);
                }
            };
        }
    };

    Registry registry(Registry registry) {
        return registry;
    }

    PaymentProvider payments(SimulatedPayments payments) {
        return payments;
    }
}
