package dev.rdi.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SharedServersIT {
    @Test
    void startsEachServerOnce() {
        assertThat(SharedServers.postgres()).isSameAs(SharedServers.postgres());
        assertThat(SharedServers.redis()).isSameAs(SharedServers.redis());
        assertThat(SharedServers.clusterRedis().call("CLUSTER", "INFO")).contains("cluster_state:ok");
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        String one = SharedServers.freshDatabase();
        String other = SharedServers.freshDatabase();
        SharedServers.postgres().execute(one, "CREATE TABLE t ()");
        SharedServers.postgres().execute(other, "CREATE TABLE t ()");
    }

    @Test
    void emptiesRedis() {
        SharedServers.redis().call("SET", "left", "over");
        assertThat(SharedServers.freshRedis().call("GET", "left")).isEmpty();
        assertThat(SharedServers.freshClusterRedis().call("DBSIZE")).isEqualTo("0");
    }
}
