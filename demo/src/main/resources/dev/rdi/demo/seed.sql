-- Fills the shop. ${seed} and the numbers of rows are put in before it runs.

INSERT INTO customers (id, external_id, email, full_name, birth_date, phone, loyalty_points, credit_limit,
                       newsletter, tags, preferences, created_at)
SELECT i,
       md5(i || ':${seed}')::uuid,
       'customer' || i || '@example.com',
       (ARRAY['Ada', 'Björn', 'Chloé', 'Dmitri', 'Emeka', 'Fatima', 'Goro', 'Hana'])[1 + pick(i, ${seed}, 8)]
           || ' ' || (ARRAY['Smith', 'Nguyễn', 'García', 'Müller', 'Okafor', 'Sato', 'O''Neil'])[1 + pick(i, ${seed} + 1, 7)],
       CASE WHEN pick(i, ${seed} + 2, 5) > 0 THEN DATE '1940-01-01' + pick(i, ${seed} + 3, 25000)::integer END,
       CASE WHEN pick(i, ${seed} + 4, 3) > 0 THEN '+44 20 ' || lpad(pick(i, ${seed} + 5, 10000000)::text, 7, '0') END,
       pick(i, ${seed} + 6, 5000),
       CASE WHEN pick(i, ${seed} + 7, 4) > 0 THEN pick(i, ${seed} + 8, 1000000) / 100.0 END,
       pick(i, ${seed} + 9, 2) = 1,
       CASE pick(i, ${seed} + 10, 4)
           WHEN 0 THEN '{}' WHEN 1 THEN ARRAY['vip'] WHEN 2 THEN ARRAY['b2b', 'net 30'] ELSE ARRAY['says "hi"', NULL] END,
       CASE WHEN pick(i, ${seed} + 11, 3) > 0
           THEN jsonb_build_object('language', 'en', 'font_size', pick(i, ${seed} + 12, 20), 'channels', jsonb_build_array('mail', 'sms')) END,
       TIMESTAMPTZ '2020-01-01 00:00:00+00' + pick(i, ${seed} + 13, 150000000) * interval '1 second'
FROM generate_series(1, ${customers}) AS i;

INSERT INTO addresses (customer_id, position, street, city, postal_code, country, latitude, longitude)
SELECT 1 + i % ${customers},
       1 + i / ${customers},
       1 + pick(i, ${seed} + 20, 300) || ' High Street',
       (ARRAY['London', 'Zürich', 'São Paulo', '東京', 'Nairobi', 'Toronto'])[1 + pick(i, ${seed} + 21, 6)],
       CASE WHEN pick(i, ${seed} + 22, 6) > 0 THEN lpad(pick(i, ${seed} + 23, 100000)::text, 5, '0') END,
       (ARRAY['GB', 'CH', 'BR', 'JP', 'KE', 'CA'])[1 + pick(i, ${seed} + 21, 6)],
       CASE WHEN pick(i, ${seed} + 24, 3) > 0 THEN pick(i, ${seed} + 25, 180000000) / 1000000.0 - 90 END,
       CASE WHEN pick(i, ${seed} + 24, 3) > 0 THEN pick(i, ${seed} + 26, 360000000) / 1000000.0 - 180 END
FROM generate_series(0, ${addresses} - 1) AS i;

INSERT INTO products (code, name, description, price, weight_kg, stock, attributes, thumbnail, available, discontinued_on)
SELECT 'P-' || lpad(i::text, 7, '0'),
       (ARRAY['Red', 'Blue', 'Tiny', 'Heavy'])[1 + pick(i, ${seed} + 30, 4)]
           || ' ' || (ARRAY['teapot', 'lamp', 'chair', 'bicycle', 'notebook'])[1 + pick(i, ${seed} + 31, 5)],
       CASE pick(i, ${seed} + 32, 4)
           WHEN 0 THEN NULL WHEN 1 THEN 'Short and sweet.' ELSE repeat('A long story about product ' || i || '. ', 120) END,
       1 + pick(i, ${seed} + 33, 100000) / 100.0,
       CASE WHEN pick(i, ${seed} + 34, 4) > 0 THEN pick(i, ${seed} + 35, 4000) / 8.0 END,
       pick(i, ${seed} + 36, 1000),
       jsonb_build_object('colour', pick(i, ${seed} + 37, 16), 'sizes', jsonb_build_array('S', 'M', 'L')),
       CASE WHEN pick(i, ${seed} + 38, 2) = 1 THEN decode(md5(i || ':${seed}'), 'hex') END,
       pick(i, ${seed} + 39, 10) > 0,
       CASE WHEN pick(i, ${seed} + 40, 20) = 0 THEN DATE '2023-01-01' + pick(i, ${seed} + 41, 900)::integer END
FROM generate_series(1, ${products}) AS i;

INSERT INTO orders (id, customer_id, status, placed_at, delivery_on, delivery_from, total, paid, note)
SELECT i,
       1 + pick(i, ${seed} + 50, ${customers}),
       (enum_range(NULL::order_status))[1 + pick(i, ${seed} + 51, 6)],
       TIMESTAMP '2024-01-01 00:00:00' + pick(i, ${seed} + 52, 31536000000000) * interval '1 microsecond',
       CASE WHEN pick(i, ${seed} + 53, 3) > 0 THEN DATE '2024-01-02' + pick(i, ${seed} + 54, 366)::integer END,
       CASE WHEN pick(i, ${seed} + 55, 3) > 0 THEN TIME '08:00' + pick(i, ${seed} + 56, 20) * interval '30 minutes' END,
       pick(i, ${seed} + 57, 10000000) / 100.0,
       pick(i, ${seed} + 58, 2) = 1,
       CASE pick(i, ${seed} + 59, 5) WHEN 0 THEN 'Ring twice, please.' WHEN 1 THEN '' END
FROM generate_series(1, ${orders}) AS i;

INSERT INTO order_lines (order_id, line, product_code, quantity, unit_price, discount, gift_wrap)
SELECT 1 + i % ${orders},
       1 + i / ${orders},
       'P-' || lpad((1 + pick(i, ${seed} + 60, ${products}))::text, 7, '0'),
       1 + pick(i, ${seed} + 61, 9),
       1 + pick(i, ${seed} + 62, 100000) / 100.0,
       CASE WHEN pick(i, ${seed} + 63, 4) = 0 THEN pick(i, ${seed} + 64, 5000) / 10000.0 END,
       pick(i, ${seed} + 65, 8) = 0
FROM generate_series(0, ${order_lines} - 1) AS i;

SELECT setval(pg_get_serial_sequence('customers', 'id'), ${customers}),
       setval(pg_get_serial_sequence('orders', 'id'), ${orders});

ANALYZE;
