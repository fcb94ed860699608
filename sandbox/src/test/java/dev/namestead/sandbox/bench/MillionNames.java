package dev.namestead.sandbox.bench;

import dev.namestead.sandbox.registry.ContactLink;
import dev.namestead.sandbox.registry.DomainObject;
import dev.namestead.sandbox.registry.GracePeriod;
import dev.namestead.sandbox.registry.HostObject;
import dev.namestead.sandbox.registry.Provenance;
import dev.namestead.sandbox.registry.RegistryEvent;
import dev.namestead.sandbox.storage.Journal;
import dev.namestead.sandbox.storage.JsonEventCodec;
import dev.namestead.sandbox.storage.LiveEvents;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** A registry's journal of many names, each delegated to two of some hundred hosts, each written several times. */
final class MillionNames {
    private static final int HOSTS = 200;
    private static final int AT_ONCE = 500;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private MillionNames() {}

    static String name(int number) {
        return "a-name-of-many-" + number + ".com";
    }

    /** @param versions how often each name is written */
    static void write(Path journalFile, int names, int versions) {
        var codec = new JsonEventCodec<>(RegistryEvent.class);
        try (var journal = Journal.open(journalFile, codec, event -> {}, nothing())) {
            journal.append(hosts());
            for (int version = 0; version < versions; version++) {
                for (int from = 0; from < names; from += AT_ONCE) {
                    List<RegistryEvent> batch = new ArrayList<>();
                    for (int i = from; i < Math.min(names, from + AT_ONCE); i++) {
                        batch.add(new RegistryEvent.DomainStored(domain(i, version)));
                    }
                    journal.awaitDurable(journal.append(batch));
                }
            }
        }
    }

    private static LiveEvents<RegistryEvent> nothing() {
        return new LiveEvents<>() {
            @Override
            public long count() {
                return Long.MAX_VALUE / 4;
            }

            @Override
            public Iterator<RegistryEvent> events() {
                return List.<RegistryEvent>of().iterator();
            }
        };
    }

    private static List<RegistryEvent> hosts() {
        List<RegistryEvent> hosts = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            hosts.add(new RegistryEvent.HostStored(new HostObject(
                    host(i), "H" + Integer.toString(i, 36) + "-NSTHIN", by(), null, List.of(), List.of())));
        }
        return hosts;
    }

    private static String host(int number) {
        return "ns" + number % HOSTS + ".hosting.example";
    }

    private static Provenance by() {
        return new Provenance("namestead", "namestead", NOW, null, null, null);
    }

    private static DomainObject domain(int number, int version) {
        Instant created = NOW.plusSeconds(number);
        var grace = new GracePeriod("addPeriod", created.plus(Duration.ofDays(5)), new BigDecimal("8.37"), 1, null);
        return new DomainObject(
                name(number),
                "D" + Integer.toString(number, 36).toUpperCase(Locale.ROOT) + "-NSTHIN",
                new Provenance("namestead", "namestead", created, "namestead", created.plusSeconds(version), null),
                List.of("clientTransferProhibited"),
                null,
                List.<ContactLink>of(),
                List.of(host(number), host(number + 1)),
                List.of(),
                created.plus(Duration.ofDays(3650)),
                null,
                "Secret-" + number + "-of-sixteen",
                List.of(grace),
                null,
                null,
                null);
    }
}
