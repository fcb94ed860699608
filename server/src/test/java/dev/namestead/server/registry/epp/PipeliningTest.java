package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.server.extension.DomainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several queries on their way in one session (RFC 5734 section 3), where a registry is configured to take that. */
@Timeout(60)
class PipeliningTest {

    /** Three commands of a check. */
    private static final List<DomainName> NAMES = IntStream.range(0, 120)
            .mapToObj(i -> DomainName.of("n" + i + ".com"))
            .toList();

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    @Test
    void theCommandsOfACheck_areOnTheirWayTogether() throws Exception {
        List<EppCommand> held = new ArrayList<>();
        ADAPTER.start((channel, command) -> {
            held.add(command);
            if (held.size() == 3) {
                for (EppCommand each : held) {
                    channel.send(free(each));
                }
            }
        });
        EppRegistry registry = ADAPTER.over(ADAPTER.settings().with(it -> it.pipelined = 4));
        assertThat(value(registry.check(NAMES, LONG))).hasSize(120);
        assertThat(held).extracting(EppCommand::clTrid).doesNotHaveDuplicates();
        assertThat(ADAPTER.connections()).isEqualTo(1);
    }

    @Test
    void unlessConfigured_eachWaitsForTheAnswerToTheOneBefore() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::free);
        assertThat(value(registry.check(NAMES, LONG))).hasSize(120);
        assertThat(checksInTheirOrder()).containsExactly("asked", "answered", "asked", "answered", "asked", "answered");
    }

    private static List<String> checksInTheirOrder() {
        return ADAPTER.frames().stream()
                .filter(frame -> frame.contains("<check>") || frame.contains("<chkData"))
                .map(frame -> frame.contains("<check>") ? "asked" : "answered")
                .toList();
    }

    /** Of four commands at once the login and the first check are two, and no more come within the hour. */
    @Test
    void noMoreAreOnTheirWay_thanTheRegistrysRateAllows_andTheseAreNotLost() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> {
                    it.pipelined = 4;
                    it.rate = new RegistrySettings.Rate(1, Duration.ofHours(1), 4);
                }),
                LoopbackAdapter::free);
        registry.check(NAMES.subList(0, 1), LONG);
        assertThat(value(registry.check(NAMES, LONG))).hasSize(100);
        assertThat(checksInTheirOrder()).containsExactly("asked", "answered", "asked", "asked", "answered", "answered");
    }

    @Test
    void whoClosesInsteadOfAnsweringSeveral_isAskedOneAtATime() throws Exception {
        var first = new AtomicBoolean(true);
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.pipelined = 4),
                command -> first.getAndSet(false) ? null : free(command));
        assertThat(value(registry.check(NAMES, LONG))).hasSize(120);
        assertThat(ADAPTER.connections()).isEqualTo(2);
    }

    @Test
    void aForgottenLoginAmongThem_isMended_andTheRestIsAskedAgain() throws Exception {
        var forgets = new AtomicBoolean(true);
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.pipelined = 4),
                command ->
                        ((DomainCommand.Check) command.body()).names().contains("n60.com") && forgets.getAndSet(false)
                                ? failure(command, EppResultCode.USE_ERROR)
                                : free(command));
        assertThat(value(registry.check(NAMES, LONG))).hasSize(120);
    }

    @Test
    void namesOneByOne_areAskedSeveralAtATime_andOneBadNameSpoilsOnlyItself() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                settings -> settings.with(it -> it.pipelined = 50),
                command -> ((DomainCommand.Check) command.body()).names().contains("n7.com")
                        ? failure(command, EppResultCode.PARAMETER_RANGE)
                        : free(command));
        assertThat(value(registry.check(NAMES, LONG))).hasSize(119);
        assertThat(ADAPTER.connections()).isEqualTo(1);
    }
}
