package dev.namestead.server.extension;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where the keys of a catalog file stand, so that a mistake is told with its place. */
final class CatalogPlaces {
    private static final String EXTENSIONS = "extensions";
    private static final String DEFAULTS = "defaults";

    private final Map<String, TokenStreamLocation> keys = new HashMap<>();

    /** @param yaml can be read */
    static CatalogPlaces of(String yaml) {
        CatalogPlaces places = new CatalogPlaces();
        try (var parser = YAMLMapper.shared().createParser(yaml)) {
            Deque<String> path = new ArrayDeque<>();
            int lists = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_ARRAY -> lists++;
                    case END_ARRAY -> lists--;
                    case PROPERTY_NAME -> {
                        if (lists == 0) {
                            String above = path.isEmpty() ? "" : path.peek();
                            String key = Objects.requireNonNull(parser.currentName());
                            path.push(above.isEmpty() ? key : above + "." + key);
                            places.keys.putIfAbsent(path.element(), parser.currentTokenLocation());
                        }
                    }
                    default -> {}
                }
                boolean valueEnds =
                        token.isScalarValue() || token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY;
                if (valueEnds && lists == 0 && !path.isEmpty()) {
                    path.pop();
                }
            }
        }
        return places;
    }

    /** The same problem where it stands: at its key, at that of the defaults it comes from, or at the nearest key above. */
    CatalogProblem placed(String path, String message) {
        if (keys.containsKey(path)) {
            return at(path, path, message);
        }
        if (path.startsWith(EXTENSIONS + ".")) {
            for (int dot = path.indexOf('.', EXTENSIONS.length() + 1); dot > 0; dot = path.indexOf('.', dot + 1)) {
                String inDefaults = DEFAULTS + path.substring(dot);
                if (keys.containsKey(inDefaults)) {
                    return at(inDefaults, inDefaults, message);
                }
            }
        }
        String above = path;
        while (!above.isEmpty() && !keys.containsKey(above)) {
            above = above.substring(0, Math.max(0, above.lastIndexOf('.')));
        }
        return at(above, path, message);
    }

    private CatalogProblem at(String key, String path, String message) {
        TokenStreamLocation location = keys.get(key);
        return location == null
                ? new CatalogProblem(1, 1, path, message)
                : new CatalogProblem(location.getLineNr(), location.getColumnNr(), path, message);
    }
}
