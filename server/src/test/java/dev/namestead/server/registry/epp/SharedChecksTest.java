package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks of several requests that share a command, at a registry that refuses the whole for the sake of one name. */
@Timeout(60)
class SharedChecksTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final List<Future<RegistryAnswer<List<Availability>>>> answers = new ArrayList<>();

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        askers.close();
    }

    @Test
    void aNameThatSpoilsTheCommand_spoilsItForItsOwnAskerOnly_andNobodysNamesAreAskedOneByOneForIt() throws Exception {
        EppRegistry registry = refusing(EppResultCode.PARAMETER_SYNTAX);

        ask(registry, "first.com");
        ask(registry, "a.com", "b.com", "c.com");
        ask(registry, "bad.com");
        firstMayEnd.countDown();

        assertThat(value(answers.get(1).get())).hasSize(3);
        assertThat(answers.get(2).get()).isInstanceOf(Refused.class);
        assertThat(ADAPTER.commands(DomainCommand.Check.class))
                .extracting(DomainCommand.Check::names)
                .containsExactly(
                        List.of("first.com"),
                        List.of("a.com", "b.com", "c.com", "bad.com"),
                        List.of("a.com", "b.com", "c.com"),
                        List.of("bad.com"));
    }

    @Test
    void aRefusalForPolicy_isOnlyItsOwnAskers() throws Exception {
        EppRegistry registry = refusing(EppResultCode.DATA_POLICY);

        ask(registry, "first.com");
        ask(registry, "a.com");
        ask(registry, "bad.com");
        firstMayEnd.countDown();

        assertThat(value(answers.get(1).get())).hasSize(1);
        assertThat(answers.get(2).get()).isInstanceOf(Refused.class);
    }

    private EppRegistry refusing(EppResultCode code) throws Exception {
        return ADAPTER.answering(
                settings -> settings.with(it -> it.sessions = Sessions.of(1, LONG)),
                command -> asks(command, "bad.com") ? failure(command, code) : free(waitedFor(command)));
    }

    private static boolean asks(EppCommand command, String name) {
        return command.body() instanceof DomainCommand.Check(List<String> names) && names.contains(name);
    }

    private EppCommand waitedFor(EppCommand command) {
        try {
            assertThat(!asks(command, "first.com") || firstMayEnd.await(30, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return command;
    }

    /** Asks beside the test, and returns when the question is at the registry or waits. */
    private void ask(EppRegistry registry, String... names) {
        List<DomainName> asked = Stream.of(names).map(DomainName::of).toList();
        int number = answers.size();
        answers.add(askers.submit(() -> registry.check(asked, LONG)));
        await().until(() -> number == 0
                ? !ADAPTER.commands(DomainCommand.Check.class).isEmpty()
                : registry.waitingChecks() == number);
    }
}
