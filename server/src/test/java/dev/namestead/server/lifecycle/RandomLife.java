package dev.namestead.server.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens to one name in ten years, as its seed decides: what its holder does and when his card works, and what gets lost on the way.
 *
 * @param events in the order of their instants
 */
record RandomLife(long seed, String name, List<Event> events) {
    static final Duration SPAN = Duration.ofDays(3652);

    private static final Duration HALF_DAY = Duration.ofHours(12);

    private static final List<String> EXTENSIONS =
            List.of("com", "net", "dev", "org", "info", "xyz", "shop", "tech", "io");

    /** What can happen. */
    enum Kind {
        REGISTER,
        REGISTER_WITH_AUTO_RENEW,
        AUTO_RENEW_ON,
        AUTO_RENEW_OFF,
        RENEW,
        DELETE,
        RESTORE,
        CARD_BREAKS,
        CARD_IS_REPAIRED,
        CONFIRM,
        ANSWER_IS_LOST,
        CONNECTION_IS_CUT,
        REGISTRY_FAILS
    }

    /** @param command that the fault hits; empty for what is no fault */
    record Event(Instant at, Kind kind, String command) {}

    RandomLife {
        events = List.copyOf(events);
    }

    static RandomLife of(long seed, Instant from) {
        Random random = new Random(seed * 7919);
        String mark = random.nextInt(5) == 0 ? "-unverified" : "";
        String name = "life-" + seed + mark + "." + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
        List<Event> events = new ArrayList<>();
        Instant born = from.plus(within(random, Duration.ofDays(900)));
        Kind birth = random.nextBoolean() ? Kind.REGISTER_WITH_AUTO_RENEW : Kind.REGISTER;
        events.add(new Event(born, birth, ""));
        for (int i = random.nextInt(9); i > 0; i--) {
            events.addAll(change(random, from, born));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            events.add(fault(random, somewhen(random, from, born)));
        }
        // Whoever died may be born again.
        events.add(new Event(from.plus(SPAN.dividedBy(2)).plus(within(random, SPAN.dividedBy(3))), birth, ""));
        Instant end = from.plus(SPAN);
        events.removeIf(event -> event.at().isAfter(end));
        events.sort(Comparator.comparing(Event::at));
        return new RandomLife(seed, name, events);
    }

    /** Most of it near the days at which something is decided anyway. */
    private static Instant somewhen(Random random, Instant from, Instant born) {
        Instant expiry = born.plus(Duration.ofDays(365L * (1 + random.nextInt(8))));
        return switch (random.nextInt(3)) {
            case 0 -> from.plus(within(random, SPAN));
            case 1 -> expiry.minus(within(random, Duration.ofDays(40)));
            default -> expiry.plus(within(random, Duration.ofDays(75)));
        };
    }

    private static List<Event> change(Random random, Instant from, Instant born) {
        Instant at = somewhen(random, from, born);
        List<Kind> kinds = List.of(
                Kind.AUTO_RENEW_ON,
                Kind.AUTO_RENEW_OFF,
                Kind.RENEW,
                Kind.RENEW,
                Kind.DELETE,
                Kind.RESTORE,
                Kind.CARD_BREAKS,
                Kind.CARD_IS_REPAIRED,
                Kind.CARD_IS_REPAIRED,
                Kind.CONFIRM);
        Event event = new Event(at, kinds.get(random.nextInt(kinds.size())), "");
        return switch (event.kind()) {
            // Regretted in time or too late; and the same for what nobody has paid for.
            case DELETE -> List.of(event, new Event(at.plus(within(random, Duration.ofDays(45))), Kind.RESTORE, ""));
            case RESTORE -> {
                Instant expiry = born.plus(Duration.ofDays(365L * (1 + random.nextInt(2))));
                Instant redeemable = expiry.plus(Duration.ofDays(38));
                yield List.of(
                        new Event(redeemable.minus(Duration.ofDays(90)), Kind.AUTO_RENEW_OFF, ""),
                        new Event(redeemable.plus(within(random, Duration.ofDays(40))), Kind.RESTORE, ""));
            }
            default -> List.of(event);
        };
    }

    private static Event fault(Random random, Instant at) {
        List<Kind> kinds =
                List.of(Kind.ANSWER_IS_LOST, Kind.ANSWER_IS_LOST, Kind.CONNECTION_IS_CUT, Kind.REGISTRY_FAILS);
        List<String> commands = List.of(
                "domain:renew", "domain:renew", "domain:delete", "domain:update", "domain:info", "domain:create");
        return new Event(at, kinds.get(random.nextInt(kinds.size())), commands.get(random.nextInt(commands.size())));
    }

    /** In half days: what is lived side by side shares its stops. */
    private static Duration within(Random random, Duration most) {
        return HALF_DAY.multipliedBy((long) (random.nextDouble() * most.dividedBy(HALF_DAY)));
    }
}
