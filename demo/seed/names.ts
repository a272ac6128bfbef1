/** First names of the shop's customers, from everywhere. */
export const firstNames: readonly string[] = (
  "Aaliyah Abena Adaeze Aditi Agnieszka Ahmed Aiko Aisha Alejandra Alice Amara Amélie Amir Ana Anaïs Andrzej Aoife " +
  "Arjun Astrid Ayşe Beatriz Bilal Bogdan Bronwyn Callum Camila Carys Chiara Chidi Chinwe Chloé Ciarán Claire Connor " +
  "Dafydd Daniela Darius Deepa Dilnoza Dmitri Ebony Efua Eilidh Elif Emeka Emre Erik Esi Esther Farah Fatima Faye " +
  "Femi Fergus Fiona Freya Gabriel Geeta Giulia Grace Gwen Hana Hannah Hiroshi Hugo Huw Ifeoma Imran Ines Ingrid " +
  "Isabel Ivan Iwona Jakub Jasmine Javier Jiwoo Jonas Joon Jorge Josephine Kamal Karolina Katarína Keiko Kemal Kenji " +
  "Khadija Kofi Kwesi Lars Latoya Laura Layla Leila Li Linh Lucía Magdalena Maja Malik Marek Margaret Mariam Marta " +
  "Matilda Mehdi Mei Meera Miguel Minh Mohammed Mónica Morag Nadia Naoko Natasha Ngozi Niamh Nikhil Nina Noor Núria " +
  "Olga Olu Oskar Oumou Owen Pablo Paulina Pedro Petra Phoebe Piotr Pooja Quynh Rachel Radek Rafael Rania Ravi Rekha " +
  "Rhys Rosa Rowan Ruth Sadia Saoirse Sakura Samir Sanjay Sara Selam Sergei Shirin Sibusiso Siobhán Sofía Soo-jin " +
  "Stefan Sunita Tadhg Tamar Tariq Tatiana Thandiwe Theo Thi Tuan Uche Ursula Valentina Vikram Wanjiru Wei Xavier Xin " +
  "Yara Yasmin Yetunde Yusuf Zainab Zara Zeynep Zoltán Zuzana"
).split(" ");

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase();

/** An address that nobody has (RFC 2606), for the so-manieth customer. */
export const emailOf = (firstName: string, number: number): string =>
  `${plain(firstName)}.${number}@example.com`;
