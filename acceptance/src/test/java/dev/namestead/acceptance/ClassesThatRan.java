package dev.namestead.acceptance;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Remembers which test classes this run has entered, so that a judgement on the whole is not passed on a part. */
public final class ClassesThatRan implements BeforeAllCallback {
    private static final Set<String> NAMES = new ConcurrentSkipListSet<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        // Classes run side by side: what a thread of another one throws is not for this one to fail at.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        NAMES.add(context.getRequiredTestClass().getSimpleName());
    }

    static boolean contains(String simpleName) {
        return NAMES.contains(simpleName);
    }
}
