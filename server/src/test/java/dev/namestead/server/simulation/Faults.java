package dev.namestead.server.simulation;

import java.util.List;

/**
 * How often what goes wrong, as probabilities at each occasion. Every run has its own mixture: some faults are off altogether, so that the
 * others get far.
 *
 * @param crash a process dies where it stands
 * @param stop a process stands still, perhaps for longer than its leases
 * @param noDatabase no connection is to be had
 * @param broken a connection breaks inside of a transaction
 * @param commitLost the commit does not happen and its answer is lost
 * @param commitUnheard the commit happens and its answer is lost
 * @param notSent nothing reaches the third party
 * @param requestLost the command is lost on its way, and the sender waits in vain
 * @param answerLost it is carried out and its answer is lost
 * @param late it is carried out after the sender gave up
 * @param slow it takes its time
 * @param doubled it is carried out twice, and the second answer is the one that comes
 * @param later refused for now
 * @param deposit refused for our empty deposit
 * @param refused refused for good, this command alone
 * @param pending accepted, to be decided on later
 * @param outage a third party is away for a while
 * @param rival another registrar takes a name
 */
record Faults(
        double crash,
        double stop,
        double noDatabase,
        double broken,
        double commitLost,
        double commitUnheard,
        double notSent,
        double requestLost,
        double answerLost,
        double late,
        double slow,
        double doubled,
        double later,
        double deposit,
        double refused,
        double pending,
        double outage,
        double rival) {
    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final List<Double> SELDOM = List.of(0.0, 0.0, 0.004, 0.012, 0.04);
    private static final List<Double> OFTEN = List.of(0.0, 0.0, 0.05, 0.15, 0.4);

    static Faults drawn(Chance chance) {
        return new Faults(
                chance.oneOf(SELDOM),
                chance.oneOf(SELDOM),
                chance.oneOf(SELDOM),
                chance.oneOf(SELDOM),
                chance.oneOf(SELDOM),
                chance.oneOf(SELDOM),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN) / 4,
                chance.oneOf(OFTEN) / 2,
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN),
                chance.oneOf(OFTEN));
    }
}
