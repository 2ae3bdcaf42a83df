-- About 120 bytes a row; the same content in every run.
CREATE TABLE %1$s (
  id     bigint PRIMARY KEY,
  a      int NOT NULL,
  b      int NOT NULL,
  price  numeric(12,2) NOT NULL,
  ts     timestamptz NOT NULL,
  flag   boolean NOT NULL,
  code   varchar(32) NOT NULL,
  label  varchar(64) NOT NULL
);
INSERT INTO %1$s
SELECT g, (g*31)%%100000, (g*17)%%1000000, ((g*7919)%%1000000)::numeric/100,
       timestamptz '2024-01-01 00:00:00+00' + g * interval '1.234567 seconds',
       g%%2=0, 'C-'||(g%%99991), 'label-'||md5(g::text)
FROM generate_series(1::bigint, %2$d) g;
