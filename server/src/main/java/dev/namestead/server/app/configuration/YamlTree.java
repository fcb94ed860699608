package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes with places, and notes what YAML allows but a configuration should not have. */
final class YamlTree {

    private final YAMLParser parser;
    private final Problems problems;

    private YamlTree(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The whole file, which must be a mapping or empty; what cannot be read is a problem. */
    static YamlNode.Mapping read(String text, Problems problems) {
        try (YAMLParser parser = (YAMLParser) YAMLMapper.shared().createParser(text)) {
            if (parser.nextToken() == null) {
                return YamlNode.Mapping.empty(Place.START);
            }
            YamlNode root = new YamlTree(parser, problems).node();
            if (root instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            problems.add(root.place(), "", "must be keys and values");
        } catch (JacksonException broken) {
            addSyntaxError(broken, problems);
        }
        return YamlNode.Mapping.empty(Place.START);
    }

    /** In one line; the parser's own message draws the place in several, and its location is where it last succeeded. */
    private static void addSyntaxError(JacksonException broken, Problems problems) {
        Place place = place(broken.getLocation());
        String rule = broken.getOriginalMessage();
        if (broken.getCause() instanceof MarkedYamlEngineException marked) {
            place = marked.getProblemMark()
                    .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(place);
            rule = marked.getProblem();
        }
        problems.add(place, "", "is not YAML: " + rule.strip().replaceAll("\\s+", " "));
    }

    private YamlNode node() {
        Place place = place(parser.currentTokenLocation());
        if (parser.isCurrentAlias()) {
            problems.add(place, "", "aliases are not supported here");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> items(place);
            case VALUE_NULL -> new YamlNode.Nothing(place);
            default -> new YamlNode.Scalar(place, parser.getString());
        };
    }

    private YamlNode.Mapping mapping(Place place) {
        YamlNode.Mapping mapping = YamlNode.Mapping.empty(place);
        Map<String, YamlNode.Entry> entries = mapping.entries();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place(parser.currentTokenLocation());
            parser.nextToken();
            YamlNode.Entry before = entries.putIfAbsent(key, new YamlNode.Entry(keyPlace, node()));
            if (before != null) {
                problems.add(
                        keyPlace,
                        key,
                        "stands here twice, first in line " + before.place().line());
            }
        }
        return mapping;
    }

    private YamlNode.Items items(Place place) {
        List<YamlNode> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(node());
        }
        return new YamlNode.Items(place, values);
    }

    private static Place place(TokenStreamLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
