package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckQueueTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RegistryAnswer<List<Availability>> REFUSED = new Refused<>(RefusedFor.POLICY, 2308, "no");

    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<DomainName>> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstHasBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final AtomicInteger sessions = new AtomicInteger(1);
    private final CheckQueue queue = new CheckQueue("test", sessions::get, 100, asking(this::slowAtFirst));
    private final List<Future<RegistryAnswer<List<Availability>>>> answers = new ArrayList<>();

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        askers.close();
    }

    @Test
    void checksThatCameWhileTheSessionWasBusy_areOneCommand_andEachGetsItsOwnNames() throws Exception {
        occupy();
        ask("a", 5);
        ask("b", 15);
        ask("c", 20);

        firstMayEnd.countDown();

        assertThat(found(answers.get(1))).isEqualTo(names("a", 5));
        assertThat(found(answers.get(2))).isEqualTo(names("b", 15));
        assertThat(found(answers.get(3))).isEqualTo(names("c", 20));
        assertThat(commands).hasSize(2);
        assertThat(commands.get(1)).hasSize(40);
    }

    @Test
    void noCommand_asksForMoreNamesThanRegistriesAllow_andWhoCameFirstIsAskedFirst() throws Exception {
        occupy();
        ask("a", 20);
        ask("b", 20);
        ask("c", 20);

        firstMayEnd.countDown();

        assertThat(found(answers.get(3))).isEqualTo(names("c", 20));
        assertThat(commands).extracting(List::size).containsExactly(1, 40, 20);
        assertThat(commands.get(1)).startsWith(names("a", 20).getFirst());
    }

    @Test
    void aNameThatTwoAskFor_isAskedOnce_andBothGetIt() throws Exception {
        occupy();
        ask("a", 2);
        ask("a", 3);

        firstMayEnd.countDown();

        assertThat(found(answers.get(1))).isEqualTo(names("a", 2));
        assertThat(found(answers.get(2))).isEqualTo(names("a", 3));
        assertThat(commands.get(1)).isEqualTo(names("a", 3));
    }

    @Test
    void whoWaitsLongerThanItMay_isNotAskedFor() throws Exception {
        occupy();

        assertThat(queue.check(names("late", 1), Deadline.after(Duration.ofMillis(20))))
                .isInstanceOf(NotSent.class);

        ask("next", 1);
        firstMayEnd.countDown();
        assertThat(found(answers.get(1))).isEqualTo(names("next", 1));
        assertThat(commands.get(1)).isEqualTo(names("next", 1));
    }

    @Test
    void whatGoesWrong_isToldToAllWhoWereAskedForTogether_andTheNextAreAsked() throws Exception {
        occupy();
        ask("lost", 1);
        ask("b", 1);
        firstMayEnd.countDown();

        assertThat(answers.get(1).get()).isInstanceOf(Unknown.class);
        assertThat(answers.get(2).get()).isInstanceOf(Unknown.class);
        assertThat(queue.check(names("next", 1), Deadline.after(LONG))).isInstanceOf(Completed.class);
    }

    /** A refused check fails a registration: it must be one of its own name. */
    @Test
    void whatIsRefusedBecauseOfAnothersName_isAskedAgainWithoutIt() throws Exception {
        occupy();
        ask("a", 1);
        ask("banned", 1);
        ask("b", 3);
        firstMayEnd.countDown();

        assertThat(found(answers.get(1))).isEqualTo(names("a", 1));
        assertThat(answers.get(2).get()).isInstanceOf(Refused.class);
        assertThat(found(answers.get(3))).isEqualTo(names("b", 3));
        assertThat(commands).extracting(List::size).containsExactly(1, 5, 1, 1, 3);
    }

    @Test
    void whoseNameIsMissingInTheAnswerForAll_isAskedForAlone() throws Exception {
        occupy();
        ask("a", 1);
        ask("spoilt", 1);
        firstMayEnd.countDown();

        assertThat(found(answers.get(1))).isEqualTo(names("a", 1));
        assertThat(answers.get(2).get()).isInstanceOf(Refused.class);
        assertThat(commands).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void whoComesWhenThereIsAnotherSession_isNotHeldUpBeyondHisDeadline_byThoseBeforeHim() throws Exception {
        occupy();
        ask("first-too", 1);
        sessions.set(2);

        assertThat(queue.check(names("late", 1), Deadline.after(Duration.ofMillis(50))))
                .isInstanceOfAny(Unknown.class, NotSent.class);

        firstMayEnd.countDown();
        assertThat(found(answers.get(1))).isEqualTo(names("first-too", 1));
    }

    @Test
    void aFaultOfOurs_doesNotEndTheQueue() throws Exception {
        assertThatThrownBy(() -> queue.check(names("broken", 1), Deadline.after(LONG)))
                .hasMessageContaining("a fault of ours");

        firstMayEnd.countDown();
        assertThat(queue.check(names("next", 1), Deadline.after(LONG))).isInstanceOf(Completed.class);
    }

    @Test
    void tooMany_areSentAwayAtOnce() throws Exception {
        occupy();
        for (int i = 0; i < 100; i++) {
            ask("n" + i, 1);
        }

        assertThat(queue.check(names("more", 1), Deadline.after(LONG))).isInstanceOf(NotSent.class);
    }

    @Test
    void manyAtOnce_areAllAnswered_eachWithItsOwn_inNeverMoreCommandsThanSessions() throws Exception {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var busy = new CheckQueue("test", () -> 3, 10_000, asking(names -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return free(names);
        }));
        for (int i = 0; i < 2_000; i++) {
            List<DomainName> names = names("n" + i + "-", 1 + i % 20);
            answers.add(askers.submit(() -> {
                RegistryAnswer<List<Availability>> answer = busy.check(names, Deadline.after(LONG));
                assertThat(value(answer)).isEqualTo(names);
                return answer;
            }));
        }
        for (var answer : answers) {
            answer.get();
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    /** Holds the only session until the test lets go of it. */
    private void occupy() throws InterruptedException {
        ask("first", 1);
        firstHasBegun.await();
    }

    /** Asks beside the test, and returns when the question stands in the queue. */
    private void ask(String word, int many) {
        int before = queue.waiting();
        boolean free = answers.isEmpty();
        answers.add(askers.submit(() -> queue.check(names(word, many), Deadline.after(LONG))));
        await().pollInterval(Duration.ofMillis(1)).until(() -> free || queue.waiting() == before + 1);
    }

    /** In the manner of a registry that refuses a command for one name, and leaves out of an answer what it will not name. */
    private static CheckQueue.Asking asking(Function<List<DomainName>, RegistryAnswer<List<Availability>>> registry) {
        return new CheckQueue.Asking() {
            @Override
            public RegistryAnswer<List<Availability>> check(List<DomainName> names, Deadline deadline) {
                return has("spoilt", names) ? REFUSED : registry.apply(names);
            }

            @Override
            public RegistryAnswer<List<Availability>> checkTogether(List<DomainName> names, Deadline deadline) {
                return registry.apply(names);
            }
        };
    }

    private static boolean has(String word, List<DomainName> names) {
        return names.stream().anyMatch(name -> name.ascii().startsWith(word));
    }

    private RegistryAnswer<List<Availability>> slowAtFirst(List<DomainName> names) {
        commands.add(names);
        String first = names.getFirst().ascii();
        if (first.startsWith("first")) {
            firstHasBegun.countDown();
            try {
                firstMayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (first.startsWith("broken")) {
            throw new IllegalStateException("a fault of ours");
        }
        if (has("banned", names)) {
            return REFUSED;
        }
        return first.startsWith("lost")
                ? new Unknown<>("lost")
                : free(names.stream()
                        .filter(name -> !has("spoilt", List.of(name)))
                        .toList());
    }

    private static RegistryAnswer<List<Availability>> free(List<DomainName> names) {
        return new Completed<>(
                names.stream()
                        .map(name -> new Availability(name, true, false, null, null, null))
                        .toList(),
                null);
    }

    private static List<DomainName> names(String word, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> DomainName.of(word + i + ".com"))
                .toList();
    }

    private static List<DomainName> found(Future<RegistryAnswer<List<Availability>>> answer) throws Exception {
        return value(answer.get());
    }

    private static List<DomainName> value(RegistryAnswer<List<Availability>> answer) {
        assertThat(answer).isInstanceOf(Completed.class);
        return ((Completed<List<Availability>>) answer)
                .value().stream().map(Availability::name).toList();
    }
}
