-- About 1 KB a row; the same content in every run.
CREATE TABLE %1$s (
  id           bigint PRIMARY KEY,
  customer_id  int NOT NULL,
  quantity     int NOT NULL,
  amount       numeric(12,2) NOT NULL,
  created_at   timestamptz NOT NULL,
  ship_date    date,
  paid         boolean NOT NULL,
  status       varchar(16) NOT NULL,
  product      varchar(64) NOT NULL,
  email        varchar(64) NOT NULL,
  address      varchar(200) NOT NULL,
  notes        text NOT NULL
);
INSERT INTO %1$s
SELECT g,
       (g*7919)%%100000,
       1+g%%20,
       ((g*7919)%%10000000)::numeric/100,
       timestamptz '2024-01-01 00:00:00+00' + g * interval '37.123456 seconds',
       date '2024-01-01' + (g%%730)::int,
       g%%3=0,
       (ARRAY['NEW','PAID','PACKED','SHIPPED','RETURNED'])[1+g%%5],
       'product-'||md5((g%%1000)::text)||'-'||(g%%1000)||'-catalogue',
       'user'||g||'@example.com',
       left(g||' '||md5((g+7)::text)||' Street, '||md5((g*3)::text)||' City, '||md5((g*5)::text)||' Region, '||md5((g*11)::text)||' Country, '||md5((g*13)::text)||' 0'||(g%%9000+1000), 199),
       left(repeat(md5(g::text)||' '||md5((g+1)::text)||' lorem ipsum dolor sit amet '||md5((g+2)::text)||' ', 5), 600)
FROM generate_series(1::bigint, %2$d) g;
