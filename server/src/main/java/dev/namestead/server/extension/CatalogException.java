package dev.namestead.server.extension;

import java.util.List;

/** A catalog that cannot be used, with everything that is wrong in it, so that it is mended in one go. */
public final class CatalogException extends RuntimeException {
    private final List<String> problems;

    CatalogException(List<String> problems) {
        super("The catalog of extensions has errors:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem with its place, such as {@code extensions.com.years.min: …}. */
    public List<String> problems() {
        return problems;
    }
}
