package dev.namestead.server.simulation;

import java.util.LinkedHashSet;
import java.util.Set;

/** A process of the simulated world: it may be stopped for a while, as by a signal, or killed with all its threads. */
final class Process {
    private final String name;
    private final Set<Task> tasks = new LinkedHashSet<>();
    private int life;
    private boolean up = true;
    private long stoppedUntil;

    Process(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Set<Task> tasks() {
        return tasks;
    }

    /** Which start of it this is: what belongs to an earlier one is dead. */
    int life() {
        return life;
    }

    boolean up() {
        return up;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    void stopUntil(long micros) {
        stoppedUntil = micros;
    }

    void die() {
        up = false;
        life++;
        stoppedUntil = 0;
    }

    void rise() {
        up = true;
    }
}
