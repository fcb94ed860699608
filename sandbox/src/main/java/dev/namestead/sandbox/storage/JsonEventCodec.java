package dev.namestead.sandbox.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as Jackson writes them. Unknown fields are refused: a journal of a newer version must not be half understood.
 *
 * @param <E> the journal's event type
 */
public final class JsonEventCodec<E> implements EventCodec<E> {
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final JavaType single;
    private final JavaType batch;

    /** For events of this type, whose subtypes are named by Jackson's annotations. */
    public JsonEventCodec(Class<E> type) {
        this.single = mapper.constructType(type);
        this.batch = mapper.getTypeFactory().constructCollectionType(List.class, type);
    }

    @Override
    public byte[] write(E event) {
        return mapper.writerFor(single).writeValueAsBytes(event);
    }

    @Override
    public Iterable<E> readBatch(byte[] jsonArray) {
        List<E> events = mapper.readValue(jsonArray, batch);
        return events;
    }
}
