package dev.rdi.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void comesBackAsItWasSent() throws JsonProcessingException {
        ObjectNode sent = document("""
                {"sources": {"s": {"type": "external"}}, "targets": {"t": {"connection": {"port": 6379}}},
                 "jobs": [{"name": "a", "source": {"table": "007"}}, {"name": "b", "source": {"table": "no"}}]}""");
        assertThat(PipelineDocument.of(PipelineDocument.parse(sent))).isEqualTo(sent);
    }

    @Test
    void readsWhatPeopleWrite() {
        ObjectNode document = PipelineDocument.of(new PipelineSpec("""
                # a comment
                targets:
                  target:
                    connection:
                      host: "1"
                      port: 6379
                      user: 1.10
                      password: ${P}
                      flag: true
                      none:
                """, Map.of("orders", "source: {table: 007}")));
        assertThat(document.at("/targets/target/connection").toString())
                .isEqualTo(
                        "{\"host\":\"1\",\"port\":6379,\"user\":\"1.10\",\"password\":\"${P}\",\"flag\":true,\"none\":null}");
        assertThat(document.at("/jobs/0").toString()).isEqualTo("{\"name\":\"orders\",\"source\":{\"table\":\"007\"}}");
    }

    @Test
    void refusesJobsThatAreNoListOfNamedMaps() throws JsonProcessingException {
        assertThatThrownBy(() -> PipelineDocument.parse(document("{\"jobs\": {}}")))
                .hasMessage("jobs must be a list");
        assertThatThrownBy(() -> PipelineDocument.parse(document("{\"jobs\": [{\"name\": \"a\"}, 1]}")))
                .hasMessage("jobs[1] must be a map with a name");
        assertThatThrownBy(() -> PipelineDocument.parse(document("{\"jobs\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}")))
                .hasMessage("two jobs are called a");
    }

    private static ObjectNode document(String json) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(json);
    }
}
