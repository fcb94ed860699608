package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.slf4j.MDC;

/** Registries that say what a test tells them: the words of a check, or nothing at all. Names that it does not mention are available. */
public final class FakeRegistries implements Registries {
    private final Map<String, FakeRegistry> registries = new ConcurrentHashMap<>();

    public FakeRegistries(String... ids) {
        for (String id : ids) {
            registries.put(id, new FakeRegistry(id));
        }
    }

    public FakeRegistry registry(String id) {
        return registries.get(id);
    }

    @Override
    public Optional<Registry> find(String registryId) {
        return Optional.ofNullable(registries.get(registryId));
    }

    @Override
    public List<Registry> all() {
        return List.copyOf(registries.values());
    }

    /** One of them; it answers checks only. */
    public static final class FakeRegistry implements Registry {
        private final String id;
        private final Map<DomainName, Availability> told = new ConcurrentHashMap<>();
        private final List<List<DomainName>> checks = new CopyOnWriteArrayList<>();
        private final List<String> loggedRequests = new CopyOnWriteArrayList<>();
        private volatile RegistryAnswer<List<Availability>> always;
        private volatile CountDownLatch silence = new CountDownLatch(0);

        private FakeRegistry(String id) {
            this.id = id;
        }

        public FakeRegistry taken(String name) {
            return tells(new Availability(DomainName.of(name), false, false, "In use", null, null));
        }

        public FakeRegistry premium(String name, Money fee) {
            return tells(new Availability(DomainName.of(name), true, true, null, fee, fee));
        }

        public FakeRegistry standard(String name, Money createFee, Money renewFee) {
            return tells(new Availability(DomainName.of(name), true, false, null, createFee, renewFee));
        }

        private FakeRegistry tells(Availability availability) {
            told.put(availability.name(), availability);
            return this;
        }

        /** From now on every check has this answer. */
        public void answers(RegistryAnswer<List<Availability>> answer) {
            always = answer;
        }

        /** From now on no check is answered; returns what ends that. */
        public Runnable fallsSilent() {
            CountDownLatch latch = new CountDownLatch(1);
            silence = latch;
            return latch::countDown;
        }

        /** The request's id as it would stand on the log lines of each check. */
        public List<String> loggedRequests() {
            return loggedRequests;
        }

        /** The names of each check command that arrived. */
        public List<List<DomainName>> checks() {
            return checks;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean thick() {
            return false;
        }

        @Override
        public RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline) {
            checks.add(List.copyOf(names));
            loggedRequests.add(String.valueOf(MDC.get("request")));
            try {
                silence.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError("a check must not be interrupted: its session would be lost", interrupted);
            }
            if (always != null) {
                return always;
            }
            List<Availability> answers = new ArrayList<>();
            for (DomainName name : names) {
                answers.add(told.getOrDefault(name, new Availability(name, true, false, null, null, null)));
            }
            return new RegistryAnswer.Completed<>(answers, "SV-1");
        }

        @Override
        public RegistryAnswer<RegistryDomain> info(DomainName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RegistryAnswer.Done> createContact(CreateContact command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<Boolean> ownsContact(String contactId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RegistryAnswer.Done> updateContact(UpdateContact command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RegistryAnswer.Done> deleteContact(String clTrid, String contactId, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<CreateDomain.Created> create(CreateDomain command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<DeleteDomain.Deleted> delete(DeleteDomain command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RegistryAnswer.Done> restore(RestoreDomain command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RenewDomain.Renewed> renew(RenewDomain command, Fence fence) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryAnswer<RegistryAnswer.Done> update(UpdateDomain command, Fence fence) {
            throw new UnsupportedOperationException();
        }
    }
}
